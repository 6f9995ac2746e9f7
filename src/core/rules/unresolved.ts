import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import type { Unknown, UnknownReason } from '../facts/fact.ts';
import { modelHostOf } from '../facts/model-host.ts';
import type { CodedFinding, Rule } from './rule.ts';
import { explainRoute } from './evidence.ts';

/** What to do about reasons whose details only say what happened; the others say it themselves. */
const remedies: Partial<Record<UnknownReason, string>> = {
  'cut-off': 'The connection broke while reading; diagnose again.',
  malformed: 'The service answered in an unknown shape; diagnose again, and report it if it stays.',
  'server-error': 'The service failed; diagnose again in a minute.',
  cancelled: 'Diagnose again and let it finish.',
};

/**
 * Why there is no agent to judge: the first thing on the way to it that is not known. Null where all
 * of it is known.
 */
export function unresolvedSubject(facts: DiagnosisFacts): CodedFinding | null {
  const way: [string, DiagnosisFacts['caller' | 'account' | 'project' | 'agent']][] = [
    ['the signed-in identity', facts.caller],
    ['the Foundry account', facts.account],
    ['the project', facts.project],
    ['the agent', facts.agent],
  ];
  const needed = facts.agent.status === 'known' ? way.slice(1) : way;
  const open = needed.flatMap(([what, fact]) =>
    fact.status === 'unknown' ? [{ what, fact }] : [],
  );
  // What was not read for want of something else is not the cause.
  const cause = open.find(({ fact }) => fact.reason !== 'not-read') ?? open[0];
  return cause === undefined ? null : finding(cause.what, cause.fact);
}

function finding(what: string, { detail, reason }: Unknown): CodedFinding {
  return {
    code: 'subject-unresolved',
    // Most details end with what to do already.
    args: { what, detail, remedy: /try again/i.test(detail) ? '' : (remedies[reason] ?? '') },
    confidence: 'confirmed',
    evidence: [],
    fixes: [],
  };
}

/** The agent calls another account, and which one could not be found, or no account at all. */
export const unresolvedTarget: Rule = (opened) => {
  const { route, target, facts } = opened;
  if (route.kind !== 'other-account' || target !== null) return [];
  const { url, via } = route;
  const host = facts.asked.targetAccount === undefined ? modelHostOf(url) : 'account';
  const shared = { evidence: [explainRoute(opened)], fixes: [] };
  if (host === 'elsewhere' && route.accountId === null) {
    return [{ ...shared, code: 'gateway-endpoint', args: { url, via }, confidence: 'possible' }];
  }
  if (route.caller === 'key') return [];
  if (host === 'region') {
    return [{ ...shared, code: 'regional-endpoint', args: { url, via }, confidence: 'likely' }];
  }
  const detail =
    facts.targetAccount.status === 'unknown'
      ? facts.targetAccount.detail
      : 'No account that you can see has this endpoint.';
  return [
    {
      code: 'target-account-unresolved',
      args: { url, via, detail },
      confidence: 'possible',
      ...shared,
    },
  ];
};
