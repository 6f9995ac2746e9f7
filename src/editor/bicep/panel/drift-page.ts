import { roleGuid } from '../../../core/arm/role-id.ts';
import { describeScope } from '../../../core/arm/scope.ts';
import type { Drift } from '../../../core/drift/compare-assignments.ts';
import { driftWords } from '../../../core/drift/words.ts';
import type { RoleAssignment } from '../../../core/facts/azure.ts';
import { builtInRoleForPeople } from '../../../core/rbac/built-in-roles.ts';
import type { RoleGrant } from '../../../bicep/grants/role-grant.ts';
import { roleWords } from '../../../bicep/views/role-words.ts';
import { scopeWords } from '../../../bicep/views/scope-words.ts';
import { placeLink, type LinkTo } from './grants-page.ts';
import { html, type Html } from './html.ts';

export interface DriftView {
  /** Which Azure was asked, in words. */
  source: string;
  drift: Drift<RoleGrant>[];
  /** What could not be read, each in a sentence. */
  notRead: string[];
  /** Names of principals, by object id in lower case. */
  names: Record<string, string>;
}

/** Declared and live role assignments, one section for each way in which they differ. */
export function driftPage({ source, drift, notRead, names }: DriftView, linkTo: LinkTo): Html {
  const kinds = Object.keys(driftWords) as Drift<RoleGrant>['kind'][];
  const sections = kinds.flatMap((kind) => {
    const ofKind = drift.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [];
    const { title, meaning } = driftWords[kind];
    return [
      html`<section>
        <h2>${title} <span class="count">${ofKind.length}</span></h2>
        <p>${meaning}</p>
        <ul class="drift">
          ${ofKind.map((one) => html`<li>${line(one, names, linkTo)}</li>`)}
        </ul>
      </section>`,
    ];
  });
  return html`<p>Compared with: ${source}.</p>
    ${notRead.map((sentence) => html`<p class="warning">${sentence}</p>`)}
    ${sections.length === 0 ? html`<p>Nothing is declared, and nothing is there.</p>` : sections}`;
}

function line(one: Drift<RoleGrant>, names: DriftView['names'], linkTo: LinkTo): Html {
  switch (one.kind) {
    case 'undeclared':
    case 'orphan':
      return liveLine(one.live, names);
    case 'other-name':
    case 'name-taken':
      return html`${declaredLine(one.declared.source, linkTo)}
        <span class="note">There: ${liveLine(one.live, names)}</span>`;
    case 'not-compared':
      return html`${declaredLine(one.declared.source, linkTo)}
        <span class="note">Open: ${one.declared.open.join(', ')}</span>`;
    case 'absent':
      return html`${declaredLine(one.declared.source, linkTo)}
      ${one.declared.conditional ? html`<span class="note">A condition decides whether it is deployed.</span>` : ''}`;
    case 'in-step':
      return html`${declaredLine(one.declared.source, linkTo)}
      ${one.declared.name === null ? html`<span class="note">Its name could not be compared.</span>` : ''}`;
  }
}

function declaredLine({ role, principal, scope, location }: RoleGrant, linkTo: LinkTo): Html {
  return html`${roleWords(role)} for ${principal.text} at ${scopeWords(scope)}
  ${placeLink(location, linkTo)}`;
}

function liveLine(
  { id, roleDefinitionId, principalId, principalType, scope }: RoleAssignment,
  names: DriftView['names'],
): Html {
  const name = names[principalId.toLowerCase()];
  const who = name === undefined ? `${principalType} ${principalId}` : `${name} (${principalId})`;
  const role = builtInRoleForPeople(roleGuid(roleDefinitionId));
  return html`${role} for ${who} at ${describeScope(scope)}
    <code>${id.split('/').at(-1) ?? id}</code>`;
}
