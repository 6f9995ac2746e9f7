import { valueOf } from '../facts/fact.ts';
import { assignRole } from '../fixes/role-assignment.ts';
import { verifyByInvoke } from '../fixes/verify.ts';
import { roleIds } from '../rbac/role-catalogue.ts';
import type { VerdictState } from '../report/report.ts';
import { formerIdentities, type Case } from './case.ts';
import { denialsOf, modelCaller, type SeenSymptom } from './denials.ts';
import { explainOwnLog, explainVerdict, principalInWords, quoteSymptoms } from './evidence.ts';
import { logSilence } from './log-silence.ts';
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
  const traffic = valueOf(opened.facts.telemetry.traffic);
  const answeredAt = traffic?.lastAt ?? null;
  const startedAt = opened.agent.serving.createdAt;
  const settling =
    startedAt !== null && Date.parse(last.at) - Date.parse(startedAt) < settlingMinutes * 60_000;
  if (settling && answeredAt !== null && isMinuteAfter(answeredAt, last.at)) {
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
function unexplainedDenials(opened: Case, caller: string): SeenSymptom[] {
  const judged = opened.verdicts.filter(
    ({ principalId, basis }) => principalId === caller && basis.kind !== 'none',
  );
  return denialsOf(opened, caller).filter((denial) =>
    judged.every(({ denials }) => denials.includes(denial)),
  );
}

function isMinuteAfter(time: string, earlier: string): boolean {
  return Date.parse(time) - Date.parse(earlier) > 60_000;
}

/** A denial that names somebody else than the agent's identities: a user, a proxy, a stranger. */
export const otherPrincipalDenied: Rule = (opened) => {
  const former = formerIdentities(opened.agent).map(({ principalId }) => principalId);
  const known = [...opened.principals.map(({ id }) => id), ...former].map((id) => id.toLowerCase());
  const strangers = opened.symptoms.filter(
    ({ principal }) => principal !== null && !known.includes(principal.toLowerCase()),
  );
  const last = strangers.at(-1);
  if (last === undefined || last.principal === null) return [];
  return [
    {
      code: 'other-principal-denied',
      args: { principal: last.principal, action: last.action ?? '', deniedAt: last.at },
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
  const passedOver = opened.facts.telemetry.searched?.passedOver ?? [];
  const shared = { confidence: 'possible' as const, fixes: [] };
  if (silence === null) {
    if (relying?.state !== 'platform-managed') return [];
    const args = { principal: principalInWords(opened, relying.principalId) };
    return [{ ...shared, code: 'platform-managed', args, evidence: explainVerdict(relying) }];
  }
  const args = { silence };
  if (relying === undefined) {
    // What the agent's own log shows is a finding already, and no roles that are right.
    if (opened.symptoms.length > 0) return [];
    return [{ ...shared, code: 'unconfirmed-by-telemetry', args, evidence: passedOver }];
  }
  return [
    {
      ...shared,
      code: 'no-telemetry',
      args,
      evidence: [...explainVerdict(relying), ...passedOver, ...explainOwnLog(opened)],
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
