import { lintBicep } from '../../../../src/bicep/lint/index.ts';
import type { Deployment } from '../../../../src/bicep/grants/role-grant.ts';
import type { BicepFinding } from '../../../../src/bicep/rules/finding.ts';
import { createBicepWorkspace } from '../../../../src/bicep/workspace.ts';

export const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';

/** A deployment of one file at `/w/main.bicep`, with what the linter finds in it. */
export function deploymentOf(
  text: string,
  others: Record<string, string> = {},
): { path: string; text: string; deployments: Deployment[]; findings: BicepFinding[] } {
  const path = '/w/main.bicep';
  const workspace = createBicepWorkspace();
  workspace.set(path, text);
  for (const [name, content] of Object.entries(others)) workspace.set(`/w/${name}`, content);
  const { deployments } = workspace.analyse();
  const findings = lintBicep(workspace).findings.filter(({ location }) => location.file === path);
  return { path, text, deployments, findings };
}

/** A role assignment as people write it. */
export function assignment(
  symbol: string,
  { scope, principalId, role = foundryUser }: { scope: string; principalId: string; role?: string },
): string {
  return `resource ${symbol} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: ${scope}
  name: guid(${scope}.id, ${principalId.replace('.identity.principalId', '.id')}, '${role}')
  properties: {
    principalId: ${principalId}
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')
  }
}
`;
}

export const accountAndProject = `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso'
}
resource project 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' = {
  parent: account
  name: 'shop'
  identity: { type: 'SystemAssigned' }
}
`;
