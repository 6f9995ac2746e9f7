import { readEvidence } from '../../../src/azd/evidence.ts';
import { lintBicep, type LintOptions, type LintResult } from '../../../src/bicep/lint/index.ts';
import { createBicepWorkspace } from '../../../src/bicep/workspace.ts';

/** Texts by their paths. */
export type Files = Record<string, string>;

/** Lints a workspace that is given as texts; what azd's files say counts as in a run. */
export function lintText(files: Files | string, options: LintOptions = {}): LintResult {
  const texts = typeof files === 'string' ? { 'main.bicep': files } : files;
  const workspace = createBicepWorkspace();
  for (const [path, text] of Object.entries(texts)) {
    if (/\.(?:bicep|bicepparam|json)$/.test(path)) workspace.set(path, text);
  }
  return lintBicep(workspace, { ...readEvidence(Object.entries(texts)), ...options });
}

/** What is reported, as `rule severity`. */
export function reported(files: Files | string, options: LintOptions = {}): string[] {
  return lintText(files, options).findings.map(({ rule, severity }) => `${rule} ${severity}`);
}

export const roles = {
  foundryUser: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  projectManager: 'eadc314b-1a2d-4efa-be10-5d325db5065e',
  cognitiveServicesUser: 'a97b65f3-24c7-4388-baec-2e87135dc908',
  openAiUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
  azureAiDeveloper: '64702f94-c441-49e6-a78b-ef80e0188fee',
  agentConsumer: 'eed3b665-ab3a-47b6-8f48-c9382fb1dad6',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  searchIndexDataReader: '1407120a-92aa-4202-b7e9-c0e197c71c8f',
};

export const account = `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso-foundry'
}
`;

export const project = `resource project 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = {
  parent: account
  name: 'shop'
}
`;

export const app = `resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-shop'
  location: resourceGroup().location
  identity: { type: 'SystemAssigned' }
}
`;

interface Assignment {
  symbol?: string;
  /** Null writes no scope. */
  scope?: string | null;
  role?: string;
  principal?: string;
  /** Null writes no principalType. */
  type?: string | null;
  /** What stands for the principal in the name. */
  seed?: string;
  name?: string;
  /** What stands between `=` and the body. */
  control?: string;
}

/** A role assignment in the usual form; without arguments Foundry User for the app at the project. */
export function assignment(written: Assignment = {}): string {
  const {
    scope = 'project',
    role = roles.foundryUser,
    principal = 'app.identity.principalId',
  } = written;
  const seed = written.seed ?? (principal.startsWith('app.') ? 'app.id' : principal);
  const name =
    written.name ?? `guid(${scope === null ? 'resourceGroup()' : scope}.id, ${seed}, '${role}')`;
  const type = written.type === undefined ? "'ServicePrincipal'" : written.type;
  const symbol = written.symbol ?? `access${(counter += 1)}`;
  return [
    `resource ${symbol} 'Microsoft.Authorization/roleAssignments@2022-04-01' = ${written.control ?? ''}{`,
    ...(scope === null ? [] : [`  scope: ${scope}`]),
    `  name: ${name}`,
    '  properties: {',
    `    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')`,
    `    principalId: ${principal}`,
    ...(type === null ? [] : [`    principalType: ${type}`]),
    '  }',
    '}',
    '',
  ].join('\n');
}

let counter = 0;
