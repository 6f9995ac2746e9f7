import { sameScope } from '../arm/scope.ts';
import type { Account, Connection } from '../facts/azure.ts';
import { valueOf } from '../facts/fact.ts';
import { modelKeysIn } from '../facts/model-host.ts';
import { callsModelsWithKey, owns } from '../facts/route.ts';
import type { Case } from './case.ts';
import type { CodedFinding, Rule } from './rule.ts';

/**
 * Keys for the account that the calls reach, in the agent's definition or in a connection. Whether
 * code uses one is not known, so it is a note; the key of the connection that the calls go through
 * is the other rule's where the account refuses it.
 */
export const modelKeyGiven: Rule = (opened) => {
  const { agent, account, route, target } = opened;
  const called = target ?? (route.kind === 'other-account' ? null : account);
  if (called === null) return [];
  const refused = called.disableLocalAuth === true;
  const given = (holder: 'definition' | 'connection', names: string[]): CodedFinding[] =>
    names.length === 0
      ? []
      : [
          {
            code: 'model-key-given',
            args: { holder, names: names.join(', '), account: called.name, refused },
            confidence: 'possible',
            evidence: refused
              ? [`${called.id} has disableLocalAuth set: it refuses every key.`]
              : [],
            fixes: [],
          },
        ];
  const inDefinition = route.caller === 'key' ? [] : modelKeysIn(agent.serving.environment);
  return [
    ...given('definition', inDefinition),
    ...given('connection', connectionsWithKey(opened, called)),
  ];
};

function connectionsWithKey({ facts, route }: Case, called: Account): string[] {
  const leadsThere = ({ resourceId, target }: Connection): boolean =>
    resourceId === null ? owns(called, target) : sameScope(resourceId, called.id);
  const isJudged = ({ target }: Connection): boolean =>
    route.caller === 'key' && called.disableLocalAuth === true && target === route.url;
  return (valueOf(facts.connections) ?? [])
    .filter((connection) => callsModelsWithKey(connection) && leadsThere(connection))
    .filter((connection) => !isJudged(connection))
    .map(({ name }) => name);
}
