import type { Deployment, RoleGrant } from '../../../../src/bicep/grants/role-grant.ts';
import { createBicepWorkspace } from '../../../../src/bicep/workspace.ts';

/** Texts by path. */
export type Files = Record<string, string>;

export function deploymentsOf(files: Files): Deployment[] {
  const workspace = createBicepWorkspace();
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
  return workspace.analyse().deployments;
}

/** The grants of all deployments of the files; a text alone is `main.bicep`. */
export function grantsOf(files: Files | string): RoleGrant[] {
  const given = typeof files === 'string' ? { 'main.bicep': files } : files;
  return deploymentsOf(given).flatMap(({ grants }) => grants);
}

/** Who, what and where of a grant on one line each, as keys: what must not depend on spelling. */
export function inShort({ principal, role, scope, conditions }: RoleGrant): {
  who: string;
  role: string;
  scope: string;
  when: string[];
} {
  return {
    who: `${principal.kind} ${principal.key}`,
    role:
      role.kind === 'guid' ? role.guid : `${role.kind} ${role.kind === 'name' ? role.name : ''}`,
    scope:
      scope.kind === 'resource'
        ? scope.resource.key
        : `${scope.kind} ${'key' in scope ? scope.key : ''}`,
    when: conditions.map(({ text, negated }) => (negated ? '!' : '') + text),
  };
}

export const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
export const openAiUser = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd';

/** An account and an assignment at it, of which a test changes one part. */
export function assignment(parts: {
  scope?: string;
  role?: string;
  principal?: string;
  type?: string;
  name?: string;
  before?: string;
  around?: [string, string];
}): string {
  const {
    scope = 'scope: account',
    role = `'${foundryUser}'`,
    principal = 'principalId',
    type = "principalType: 'ServicePrincipal'",
    name = 'guid(account.id, principalId)',
    before = '',
    around = ['{', '}'],
  } = parts;
  return `
param principalId string
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'aif'
  identity: { type: 'SystemAssigned' }
  resource project 'projects' = {
    name: 'proj'
  }
}
${before}
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = ${around[0]}
  ${scope}
  name: ${name}
  properties: {
    roleDefinitionId: ${role}
    principalId: ${principal}
    ${type}
  }
${around[1]}
`;
}
