import { logSilence } from './log-silence.ts';
import { showNetworkSettings } from './other-causes.ts';
import type { Rule } from './rule.ts';

/**
 * The account takes no calls from public networks, and no log shows whether the agent's come from
 * elsewhere. A private endpoint or a rule that lets a network in is a reason to say nothing.
 */
export const networkRestricted: Rule = (opened) => {
  const { account, route, target } = opened;
  const called = target ?? (route.kind === 'other-account' ? null : account);
  if (called?.publicNetworkAccess?.toLowerCase() !== 'disabled') return [];
  // Facts of earlier versions do not say what else leads to the account.
  if (called.networkOpenings !== 0 || logSilence(opened) === null) return [];
  return [
    {
      code: 'network-restricted',
      args: { account: called.name },
      confidence: 'possible',
      evidence: [
        `publicNetworkAccess of ${called.id} is ${called.publicNetworkAccess}, and ARM lists no approved private endpoint and no network rule.`,
      ],
      fixes: [showNetworkSettings(opened, called.id)],
    },
  ];
};
