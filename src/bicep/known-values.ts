import type { TemplateDeployment } from '../core/drift/last-deployment.ts';
import type { GrantablePrincipalType } from '../core/facts/azure.ts';
import type { OpenGrant, Template } from '../core/fixes/grant-command.ts';
import type { Deployment, ResourceRef, RoleGrant } from './grants/role-grant.ts';
import { principalIdOf, principalTypeOf } from './known-principals.ts';
import { resourceIdOf, scopeIdOf } from './known-scopes.ts';

/** Values that templates leave open and that somebody knows: azd, a sign-in, a look at Azure. */
export interface KnownValues {
  /** Variables of the azd environment; the outputs of the last deployment are among them. */
  environment: Record<string, string>;
  /** Parameters that azd asked for and remembers, by name. */
  parameters: Record<string, unknown>;
  /** Who deploys; null where nobody is signed in. */
  deployer: { objectId: string; type: GrantablePrincipalType } | null;
  /** The last deployment of the root file, as Azure keeps it; null where it was not read. */
  lastDeployment: TemplateDeployment | null;
  /** Resources that were found in Azure, with the object id of their system-assigned identity. */
  resources: { id: string; principalId: string | null }[];
}

/** One deployment with what is known beside its templates. */
export interface Knowledge {
  deployment: Deployment;
  known: KnownValues;
}

/** The grant as a command needs it, at its own scope or at another resource. */
export function openGrant(
  grant: RoleGrant,
  role: string,
  at: ResourceRef | null,
  knowledge: Knowledge,
): OpenGrant {
  return {
    principalId: principalIdOf(grant.principal, knowledge),
    principalType: principalTypeOf(grant.principalType, grant.principal, knowledge),
    role,
    scope: at === null ? scopeIdOf(grant.scope, knowledge) : resourceIdOf(at, knowledge),
  };
}

/** The value of a template without open parts; null where a part is open. */
export function closed(template: Template): string | null {
  return template.every((part) => typeof part === 'string') ? template.join('') : null;
}
