import { capabilities } from './grant-options.ts';
import { includesAction } from './permissions.ts';
import { shippedDefinition } from './role-catalogue.ts';

/**
 * What a role lets its holder do around Foundry, a few words each. Empty where it opens no data
 * plane, as Owner and Contributor; null for a role that the product has no definition of.
 */
export function openedBy(guid: string): string[] | null {
  const definition = shippedDefinition(guid.toLowerCase());
  if (definition === null) return null;
  return capabilities
    .filter(([, action]) => includesAction(definition.permissions, action))
    .map(([capability]) => capability);
}

const agentWork = 'create and change agents';
const modelCalls = 'call models';

/** The same in half a line: "opens models and agents". Null where nothing is known of the role. */
export function opensInShort(guid: string): string | null {
  const opened = openedBy(guid);
  if (opened === null) return null;
  if (opened.length === 0) return 'opens no data plane: neither models nor agents';
  if (opened.includes(agentWork) && opened.includes(modelCalls)) return 'opens models and agents';
  if (opened.includes(modelCalls)) return 'opens models, not agents';
  return `opens no models, only: ${opened.join(', ')}`;
}
