import leven from 'leven';
import type { Account } from '../facts/azure.ts';
import { calledModels } from '../facts/called-models.ts';
import { valueOf } from '../facts/fact.ts';
import { sameScope } from '../arm/scope.ts';
import type { Fix } from '../fixes/fix.ts';
import { bash } from '../fixes/shell.ts';
import { explainRoute } from './evidence.ts';
import type { CodedFinding, Rule } from './rule.ts';

/** How many names a sentence offers instead. */
const mostNames = 3;

/**
 * The agent calls a model deployment that the account does not have. Silent unless the list was read
 * whole: a part of it shows no absence.
 */
export const deploymentMissing: Rule = (opened) => {
  const { agent, facts, project, route } = opened;
  const account = opened.target ?? (route.kind === 'other-account' ? null : opened.account);
  const listed = facts.modelDeployments && valueOf(facts.modelDeployments);
  if (account === null || !listed || !sameScope(listed.accountId, account.id)) return [];
  const has = new Set(listed.names.map((name) => name.toLowerCase()));
  return calledModels(agent.serving, route, project)
    .filter(({ name }) => !has.has(name.toLowerCase()))
    .map(({ name, via }): CodedFinding => ({
      code: 'deployment-missing',
      args: { model: name, account: account.name, nearest: nearestNames(name, listed.names) },
      confidence: 'likely',
      evidence: [
        explainRoute(opened),
        `${name} is named by ${via}.`,
        `${account.id} has ${listed.names.length === 0 ? 'no model deployment' : `these model deployments: ${listed.names.join(', ')}`}.`,
      ],
      fixes: [listDeployments(account)],
    }));
};

/** The names most like the one that is not there, the nearest first. */
function nearestNames(name: string, names: string[]): string[] {
  const distance = (other: string): number => leven(name.toLowerCase(), other.toLowerCase());
  return [...names].sort((a, b) => distance(a) - distance(b)).slice(0, mostNames);
}

function listDeployments({ name, resourceGroup, subscriptionId }: Account): Fix {
  const at = ['--name', name, '--resource-group', resourceGroup, '--subscription', subscriptionId];
  const list = ['az', 'cognitiveservices', 'account', 'deployment', 'list'];
  return {
    kind: 'read',
    shell: 'bash',
    command: bash(...list, ...at, '--query', '[].name', '--output', 'tsv'),
    why: 'Lists the model deployments of the account. Name one of them in the agent’s definition, or deploy the model under the name that the agent calls.',
  };
}
