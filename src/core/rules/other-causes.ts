import type { Fix } from '../fixes/fix.ts';
import { bash } from '../fixes/shell.ts';
import type { Case } from './case.ts';
import { findSymptoms } from './denials.ts';
import { explainRoute, quoteSymptoms } from './evidence.ts';
import type { SinceThen } from './finding-codes.ts';
import { succeededAfter } from './later-success.ts';
import { authorOf, type JoinedSymptom } from './refused-identity.ts';
import type { CodedFinding, Rule } from './rule.ts';

/** Causes of a 401 or 403 that no role mends. */

type Cause = 'key-auth-disabled' | 'network-closed' | 'wrong-audience';

/** Whether a cause lies in what a version is made of, and not in the account that all of them call. */
const liesInVersion: Record<Cause, boolean> = {
  'key-auth-disabled': true,
  'network-closed': false,
  'wrong-audience': true,
};

/** The rows that show a cause today or, where there are none, the note that it was seen before. */
function seenOf(opened: Case, kind: Cause): { seen: JoinedSymptom[]; before: CodedFinding[] } {
  const all = findSymptoms(opened, kind);
  const over = all.map((symptom) => overSince(opened, symptom, kind));
  const seen = all.filter((_symptom, index) => over[index] === null);
  const [last, since] = [all.at(-1), over.at(-1)];
  if (seen.length > 0 || !last || !since) return { seen, before: [] };
  const args = { kind, seenAt: last.at, since };
  const shared = { confidence: 'likely' as const, fixes: [] };
  return { seen, before: [{ ...shared, code: 'seen-before', args, evidence: quoteSymptoms(all) }] };
}

/** Why a row tells of the past; null where it may tell of today. */
function overSince(opened: Case, symptom: JoinedSymptom, kind: Cause): SinceThen | null {
  const at = succeededAfter(opened, symptom);
  if (at !== null) return { reason: 'succeeded', at };
  const { version } = authorOf(symptom, opened.agent);
  const served = opened.agent.traffic ?? [];
  const getsCalls =
    !liesInVersion[kind] ||
    version === opened.agent.serving.version ||
    served.some((one) => one.version === version && one.share > 0);
  return getsCalls || version === null ? null : { reason: 'former-version', version };
}

/** The agent calls with a key, and the account refuses keys. */
export const keysDisabled: Rule = (opened) => {
  const { route, target } = opened;
  const { seen, before } = seenOf(opened, 'key-auth-disabled');
  const account = target ?? opened.account;
  const byConfiguration = route.caller === 'key' && target?.disableLocalAuth === true;
  // Keys that are accepted now were switched on again since the log row was written.
  const refused = seen.length > 0 && account.disableLocalAuth !== false;
  if (!byConfiguration && !refused) return account.disableLocalAuth === false ? [] : before;
  return [
    {
      code: 'key-auth-disabled',
      args: { account: account.name, via: route.via },
      confidence: seen.length > 0 ? 'confirmed' : 'likely',
      evidence: [
        explainRoute(opened),
        ...(account.disableLocalAuth === true
          ? [`${account.id} has disableLocalAuth set: it refuses every key.`]
          : []),
        ...quoteSymptoms(seen),
      ],
      fixes: [
        {
          kind: 'setting',
          shell: 'none',
          command: 'Set the connection’s authentication to Microsoft Entra ID.',
          why: 'Then the agent’s identity calls instead of the key; diagnose again to see which role it needs there.',
        },
      ],
    },
  ];
};

/**
 * An account takes no calls from public networks. It needs the log to show it, since a private path
 * may exist, and an account that is not open by now, since the log may tell of the past.
 */
export const networkClosed: Rule = (opened) => {
  const { seen, before } = seenOf(opened, 'network-closed');
  const account = [opened.target, opened.account].find(
    (candidate) => candidate !== null && candidate.publicNetworkAccess !== 'Enabled',
  );
  if (!account) return [];
  if (seen.length === 0) return before;
  return [
    {
      code: 'network-closed',
      args: { account: account.name },
      confidence: 'confirmed',
      evidence: [
        `publicNetworkAccess of ${account.id} is ${account.publicNetworkAccess ?? 'not given'}.`,
        ...quoteSymptoms(seen),
      ],
      fixes: [showNetworkSettings(opened, account.id)],
    },
  ];
};

/** The command that shows from where an account may be reached. */
export function showNetworkSettings(opened: Case, accountId: string): Fix {
  const apiVersion = '2025-06-01';
  const url = `${opened.facts.cloud.arm.endpoint}${accountId}?api-version=${apiVersion}`;
  const query =
    '{public:properties.publicNetworkAccess,rules:properties.networkAcls,private:properties.privateEndpointConnections}';
  return {
    kind: 'read',
    shell: 'bash',
    command: bash('az', 'rest', '--method', 'get', '--url', url, '--query', query),
    why: 'Shows how the account may be reached. The agent needs a private endpoint in its network, or the account an opening; roles are not the cause.',
  };
}

/** The token was made for another service. Roles cannot be the cause, nor the cure. */
export const wrongAudience: Rule = (opened) => {
  const { seen, before } = seenOf(opened, 'wrong-audience');
  if (seen.length === 0) return before;
  const { cloud } = opened.facts;
  const expected =
    seen.at(-1)?.audiences[0] ??
    (opened.route.kind === 'other-account' ? cloud.cognitiveServices : cloud.foundry).audience;
  return [
    {
      code: 'wrong-audience',
      args: { expected },
      confidence: 'confirmed',
      evidence: [explainRoute(opened), ...quoteSymptoms(seen)],
      fixes: [
        {
          kind: 'code',
          shell: 'none',
          command: `${expected}/.default`,
          why: 'Ask for the token with this scope in the agent’s code, or move to a version of its framework that does.',
        },
      ],
    },
  ];
};
