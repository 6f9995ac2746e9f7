import { lintBicep } from '../../src/bicep/lint/index.ts';
import { bicepLenses } from '../../src/bicep/views/lenses.ts';
import { createBicepWorkspace, type BicepWorkspace } from '../../src/bicep/workspace.ts';
import { generateBicepTree, type BicepText } from './bicep/generate-tree.ts';
import type { Figure } from './figure.ts';

/** Evaluating a tree of templates into role grants, a keystroke, and growth with modules. */
export function benchBicepGrants(): Figure[] {
  const tree = generateBicepTree({ files: 5_000, seed: 1 });
  const kilobytes = tree.reduce((sum, { text }) => sum + text.length, 0) / 1_024;
  measureTree(tree.slice(0, 500));
  const whole = measureTree(tree);
  const growth = callsOf(1_000) / callsOf(100);
  return [
    {
      name: `evaluating ${tree.length} parsed files into ${whole.grants} grants`,
      value: whole.milliseconds,
      unit: 'ms',
      limit: 5_000,
    },
    { name: 'a kB of them', value: (whole.milliseconds / kilobytes) * 1_000, unit: 'µs' },
    {
      name: 'a keystroke in a file of 2,000 lines, to fresh lenses',
      value: keystroke(largeFile(2_000), whole.workspace),
      unit: 'ms',
      limit: 20,
    },
    { name: 'growth from 100 module calls to 1,000', value: growth, unit: '×', limit: 15 },
  ];
}

function measureTree(tree: BicepText[]): {
  milliseconds: number;
  grants: number;
  workspace: BicepWorkspace;
} {
  const workspace = createBicepWorkspace();
  for (const { path, text } of tree) workspace.set(path, text);
  for (const path of workspace.paths()) workspace.file(path);
  const started = performance.now();
  const { deployments } = workspace.analyse();
  const milliseconds = performance.now() - started;
  return { milliseconds, grants: deployments.flatMap(({ grants }) => grants).length, workspace };
}

/** Milliseconds from a changed text to the findings and lenses of the file, in the middle of several. */
function keystroke(text: string, workspace: BicepWorkspace): number {
  const path = 'large.bicep';
  const times = Array.from({ length: 21 }, (_, index) => {
    const typed = `${text}\n// ${'typing'.slice(0, index % 6)}${index}`;
    const started = performance.now();
    workspace.set(path, typed);
    const deployments = workspace.analyse().deployments.filter(({ root }) => root === path);
    const { findings } = lintBicep({
      paths: () => [path],
      file: (used) => workspace.file(used),
      analyse: () => ({ deployments }),
    });
    bicepLenses({ path, text: typed, deployments, findings });
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[10] ?? NaN;
}

/** Accounts with an identity and a grant each, over so many lines. */
function largeFile(lines: number): string {
  const block = (
    index: number,
  ): string => `resource account${index} 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'aif-\${environmentName}-${index}'
  location: location
  kind: 'AIServices'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    allowProjectManagement: true
  }
}

resource grant${index} 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principalId)) {
  name: guid(account${index}.id, principalId, roleId)
  scope: account${index}
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId
  }
}
`;
  const head = `param environmentName string
param principalId string
param location string = resourceGroup().location
var roleId = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '53ca6127-db72-4b80-b1b0-d745d6d5456d')
`;
  const count = Math.ceil(lines / (block(0).split('\n').length - 1));
  return head + Array.from({ length: count }, (_, index) => block(index)).join('\n');
}

/** Milliseconds for a root file that calls one module so many times. */
function callsOf(modules: number): number {
  const calls = Array.from(
    { length: modules },
    (_, index) => `module role${index} 'role.bicep' = {
  name: 'role-${index}'
  params: { name: 'aif-${index}', principalId: principalId }
}`,
  );
  const role = `param name string
param principalId string
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: name }
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId)
  scope: account
  properties: { principalId: principalId, roleDefinitionId: '53ca6127-db72-4b80-b1b0-d745d6d5456d' }
}`;
  const times = Array.from({ length: 15 }, () => {
    const workspace = createBicepWorkspace();
    workspace.set('main.bicep', `param principalId string\n${calls.join('\n')}`);
    workspace.set('role.bicep', role);
    for (const path of workspace.paths()) workspace.file(path);
    const started = performance.now();
    workspace.analyse();
    return performance.now() - started;
  });
  return Math.min(...times);
}
