import { publishedAs, publishedInWords } from '../facts/published-agents.ts';
import { assignRole } from '../fixes/role-assignment.ts';
import { verifyByInvoke } from '../fixes/verify.ts';
import { roleIds } from '../rbac/role-catalogue.ts';
import type { VerdictState } from '../rbac/verdict.ts';
import { formerIdentities, type Case } from './case.ts';
import { denialsOf, isAfter, isMinuteAfter, namelessDenials } from './denials.ts';
import { explainOwnLog, explainVerdict, principalInWords, quoteSymptoms } from './evidence.ts';
import { succeededAfter } from './later-success.ts';
import { logSilence, servingVersionSeenAt } from './log-silence.ts';
import { modelCaller, type JoinedSymptom } from './refused-identity.ts';
import type { Rule } from './rule.ts';

/** Minutes after a version went live in which one denial may be its start and not its state. */
const settlingMinutes = 15;

/**
 * Denials although everything required is granted: a hiccup of a new version where the agent has
 * worked since, and otherwise something that roles do not explain.
 */
export const denialsDespiteGrants: Rule = (opened) => {
  const caller = modelCaller(opened);
  const required = opened.verdicts.filter(
    (verdict) => verdict.required && verdict.principalId === caller,
  );
  // Where the account that is reached is not known, neither is whether the roles are right there.
  if (
    caller === null ||
    opened.target === null ||
    required.some(({ state }) => state !== 'allowed')
  )
    return [];
  const denials = unexplainedDenials(opened, caller);
  const last = denials.at(-1);
  if (last === undefined) return [];
  const answeredAt = servingVersionSeenAt(opened.facts, opened.agent);
  const startedAt = opened.agent.serving.createdAt;
  const settling =
    startedAt !== null && Date.parse(last.at) - Date.parse(startedAt) < settlingMinutes * 60_000;
  const isWhole = opened.facts.telemetry.searched?.partial === undefined;
  if (settling && isWhole && answeredAt !== null && isMinuteAfter(answeredAt, last.at)) {
    return [
      {
        code: 'recovered',
        args: { deniedAt: last.at, answeredAt },
        confidence: 'likely',
        evidence: [
          `Version ${opened.agent.serving.version} was made at ${startedAt}; rows without a denial followed until ${answeredAt}.`,
          ...quoteSymptoms(denials),
        ],
        fixes: [],
      },
    ];
  }
  return [
    {
      code: 'denial-unexplained',
      args: { principal: principalInWords(opened, caller), deniedAt: last.at },
      confidence: 'possible',
      evidence: [...required.flatMap(explainVerdict), ...quoteSymptoms(denials)],
      fixes: [],
    },
  ];
};

/** The denials that no grant explains which was made since, on what is required or may be. */
function unexplainedDenials(opened: Case, caller: string): JoinedSymptom[] {
  const judged = opened.verdicts.filter(
    ({ principalId, basis }) => principalId === caller && basis.kind !== 'none',
  );
  return denialsOf(opened, caller).filter((denial) =>
    judged.every(({ denials }) => denials.includes(denial)),
  );
}

/**
 * A denial of nobody knows whom, where roles alone would not make the calls fail: it fits the identity
 * that calls the model, and leaves open whether it is the one.
 */
export const namelessDenial: Rule = (opened) => {
  const caller = modelCaller(opened);
  if (caller === null) return [];
  const asked = opened.verdicts.filter(
    ({ principalId, basis }) => principalId === caller && basis.kind !== 'none',
  );
  // What is missing for certain is a finding already, which quotes the row.
  if (asked.some(({ required, state }) => required && !settled.includes(state))) return [];
  const unexplained = namelessDenials(opened).filter(
    (symptom) =>
      asked.every(({ grantedAt }) => grantedAt === null || isAfter(symptom.at, grantedAt)) &&
      succeededAfter(opened, symptom) === null,
  );
  const last = unexplained.at(-1);
  if (last === undefined) return [];
  return [
    {
      code: 'nameless-denial',
      args: { principal: principalInWords(opened, caller), deniedAt: last.at },
      confidence: 'possible',
      evidence: [...asked.flatMap(explainVerdict), ...quoteSymptoms(unexplained)],
      fixes: verifyByInvoke(opened.agent, opened.project, opened.facts.cloud),
    },
  ];
};

/** States of a required action in which its role is there. */
const settled: VerdictState[] = ['allowed', 'propagating'];

/** A denial that names somebody else than the agent's identities: a user, a proxy, a stranger. */
export const otherPrincipalDenied: Rule = (opened) => {
  const former = formerIdentities(opened.agent).map(({ principalId }) => principalId);
  const known = [...opened.principals.map(({ id }) => id), ...former].map((id) => id.toLowerCase());
  const strangers = opened.symptoms.filter(
    ({ principal }) => principal !== null && !known.includes(principal.toLowerCase()),
  );
  const last = strangers.at(-1);
  if (last === undefined || last.principal === null) return [];
  const { principal, action, at } = last;
  const published = publishedAs(opened.facts, principal);
  return [
    {
      code: 'other-principal-denied',
      args: {
        principal: published ? `${publishedInWords(published)} (${principal})` : principal,
        action: action ?? '',
        deniedAt: at,
        application: published?.application ?? null,
      },
      confidence: 'confirmed',
      evidence: quoteSymptoms(strangers),
      fixes: [],
    },
  ];
};

/** States in which ARM does not say whether the agent gets in, so that only the log could. */
const unsettled: VerdictState[] = ['platform-managed', 'unknown', 'conditional', 'eligible-only'];

/**
 * Access that leaves no assignment is shown only by the log. Without a log nothing can be concluded;
 * with one that holds no denial, nothing is wrong.
 */
export const silentTelemetry: Rule = (opened) => {
  const caller = modelCaller(opened);
  const relying = opened.verdicts.find(
    ({ state, basis, principalId, required }) =>
      unsettled.includes(state) && !required && basis.kind !== 'none' && principalId === caller,
  );
  const silence = logSilence(opened);
  const shared = { confidence: 'possible' as const, fixes: [] };
  if (silence === null) {
    if (relying?.state !== 'platform-managed' || namelessDenials(opened).length > 0) return [];
    const args = { principal: principalInWords(opened, relying.principalId) };
    return [{ ...shared, code: 'platform-managed', args, evidence: explainVerdict(relying) }];
  }
  const args = { silence };
  if (relying === undefined) {
    // A role that is missing, or what the agent's own log shows, is a finding already.
    const required = opened.verdicts.filter((verdict) => verdict.required);
    const isMissing = required.some(({ state }) => !settled.includes(state));
    if (isMissing || opened.symptoms.length > 0) return [];
    return [{ ...shared, code: 'unconfirmed-by-telemetry', args, evidence: [] }];
  }
  return [
    {
      ...shared,
      code: 'no-telemetry',
      args,
      evidence: [...explainVerdict(relying), ...explainOwnLog(opened)],
      fixes: [
        ...verifyByInvoke(opened.agent, opened.project, opened.facts.cloud),
        assignRole(
          {
            principalId: relying.principalId,
            principalType: 'ServicePrincipal',
            role: roleIds.foundryUser,
            scope: opened.account.id,
          },
          'Only if the call above answers with a 401: a role at the account, for the case in which the platform does not let the agent in.',
        ),
      ],
    },
  ];
};
