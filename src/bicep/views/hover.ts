import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import { openedBy } from '../../core/rbac/role-words.ts';
import type { Deployment, Location, RoleGrant } from '../grants/role-grant.ts';
import { guidOf } from '../rules/foundry-roles.ts';
import type { Span } from '../syntax/nodes.ts';
import { grantsAt, roleGuidsIn } from './lenses.ts';
import { scopeWords } from './scope-words.ts';

/** What a hover says of a role. */
export interface RoleHover {
  kind: 'role';
  span: Span;
  guid: string;
  name: string;
  formerNames: string[];
  retired: boolean;
  /** What it opens around Foundry; null where the product does not know. */
  opens: string[] | null;
  grants: HoveredGrant[];
}

/** What a hover says of the declaration of an assignment: each grant that it makes. */
export interface AssignmentHover {
  kind: 'assignment';
  span: Span;
  grants: HoveredGrant[];
}

export interface HoveredGrant {
  principal: string;
  grant: RoleGrant;
  scope: string;
  when: string[];
  location: Location;
}

export interface HoverInput {
  path: string;
  text: string;
  offset: number;
  deployments: Deployment[];
}

/** What there is to say at an offset; null where nothing is. */
export function bicepHover(input: HoverInput): RoleHover | AssignmentHover | null {
  return roleHover(input) ?? assignmentHover(input);
}

function roleHover({ text, offset, deployments }: HoverInput): RoleHover | null {
  const hit = roleGuidsIn(text).find(({ span }) => span.start <= offset && offset <= span.end);
  const role = hit === undefined ? null : builtInRole(hit.guid);
  if (hit === undefined || role === null) return null;
  const grants = deployments
    .flatMap((deployment) => deployment.grants)
    .filter((grant) => guidOf(grant.role) === role.guid);
  const { guid, name, formerNames, retired } = role;
  return {
    ...{ kind: 'role', span: hit.span, guid, name, formerNames, retired },
    opens: openedBy(guid),
    grants: distinct(grants.map(hoveredGrant)),
  };
}

/** Only on the line on which a declaration begins: its properties have hovers of their own. */
function assignmentHover({ path, text, offset, deployments }: HoverInput): AssignmentHover | null {
  const here = grantsAt(deployments, path, offset).filter(({ grant: { location } }) => {
    const head = text.slice(location.span.start).search(/[{[\n]/);
    return offset <= location.span.start + head;
  });
  const [first] = here;
  if (first === undefined) return null;
  const { start } = first.grant.location.span;
  const head = text.slice(start).search(/[{[\n]/);
  return {
    kind: 'assignment',
    span: { start, end: head < 0 ? text.length : start + head },
    grants: distinct(here.map(({ grant }) => hoveredGrant(grant))),
  };
}

function hoveredGrant(grant: RoleGrant): HoveredGrant {
  return {
    principal: grant.principal.text,
    grant,
    scope: scopeWords(grant.scope),
    when: conditionWords(grant),
    location: grant.location,
  };
}

/** "if deployAgents", "if not deployAgents", "for each item of a loop". */
export function conditionWords({ conditions, repeated }: RoleGrant): string[] {
  return [
    ...conditions.map(({ text, negated }) => `if ${negated ? 'not ' : ''}${text}`),
    ...(repeated ? ['for each item of a loop'] : []),
  ];
}

/** A module in several deployments makes the same grant in each. */
function distinct(grants: HoveredGrant[]): HoveredGrant[] {
  const byWords = new Map(
    grants.map((one) => {
      const { file, span } = one.location;
      const words = [one.principal, guidOf(one.grant.role), one.scope, file, span.start];
      return [words.join(' '), one];
    }),
  );
  return [...byWords.values()];
}
