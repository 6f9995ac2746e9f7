import { bash } from '../fixes/shell.ts';
import { verifyByInvoke } from '../fixes/verify.ts';
import type { Fix } from '../fixes/fix.ts';
import { subscriptionOf } from '../arm/scope.ts';
import type { Case } from './case.ts';
import { explainVerdict, missingRole, quoteSymptoms } from './evidence.ts';
import { logSilence } from './log-silence.ts';
import { confidenceOf, evidenceOf, mending } from './missing-role.ts';
import type { CodedFinding, Rule } from './rule.ts';
import type { CaseVerdict } from './verdicts.ts';

/** The states of a required verdict that are findings of their own, each with its rule. */

const inState = (opened: Case, state: CaseVerdict['state']): CaseVerdict[] =>
  opened.verdicts.filter((verdict) => verdict.required && verdict.state === state);

/** A deny assignment stands in the way: no further role would help. */
export const denied: Rule = (opened) =>
  opened.verdicts
    .filter(({ state, basis }) => state === 'denied' && basis.kind !== 'none')
    .map((verdict) => ({
      code: 'denied',
      args: { ...missingRole(opened, verdict), deny: verdict.decidedBy?.roleName ?? '' },
      confidence: confidenceOf(verdict),
      evidence: evidenceOf(opened, verdict),
      fixes: [showDenyAssignments(opened, verdict)],
    }));

function showDenyAssignments({ facts }: Case, verdict: CaseVerdict): Fix {
  const url = `${facts.cloud.arm.endpoint}${verdict.scope}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01`;
  return {
    kind: 'read',
    shell: 'bash',
    command: bash('az', 'rest', '--method', 'get', '--url', url),
    why: 'Shows the deny assignment and what manages it. A deployment stack or a managed application made it, and only a change there takes it away or excludes the identity.',
  };
}

/** A role is there to be activated, which the identity of an agent cannot do. */
export const eligibleOnly: Rule = (opened) =>
  inState(opened, 'eligible-only').map((verdict) => ({
    code: 'eligible-only',
    args: { ...missingRole(opened, verdict), eligibleAt: verdict.decidedBy?.path ?? '' },
    confidence: confidenceOf(verdict),
    evidence: evidenceOf(opened, verdict),
    ...mending(opened, verdict),
  }));

/** A condition decides that cannot be evaluated from outside. */
export const conditionalGrants: Rule = (opened) =>
  inState(opened, 'conditional').map((verdict) => ({
    code: 'conditional-grant',
    args: { ...missingRole(opened, verdict), condition: verdict.note },
    confidence: 'possible',
    evidence: evidenceOf(opened, verdict),
    fixes: [listAssignments(verdict), ...invoke(opened)],
  }));

/** A grant of minutes ago: a denial since then may be the last one; without one, all seems well. */
export const freshGrants: Rule = (opened) =>
  inState(opened, 'propagating').map((verdict): CodedFinding => {
    const grantedAt = verdict.grantedAt ?? opened.facts.at;
    const lookAgainAt = verdict.settlesAt ?? opened.facts.at;
    const args = { ...missingRole(opened, verdict), grantedAt, lookAgainAt };
    const shared = {
      confidence: 'likely' as const,
      evidence: [...explainVerdict(verdict), ...quoteSymptoms(verdict.denials)],
      fixes: invoke(opened),
    };
    const denied = verdict.denials.length > 0;
    const silence = logSilence(opened);
    // The part of a log that is missing may hold a denial: nothing follows from seeing none.
    return denied || silence?.kind === 'partial'
      ? { ...shared, code: 'grant-propagating', args: { ...args, denied } }
      : { ...shared, code: 'recent-grant', args: { ...args, logSpeaks: silence === null } };
  });

/** What could have granted was not readable, so nothing may be said to be missing. */
export const unreadable: Rule = (opened) =>
  inState(opened, 'unknown').map((verdict) => ({
    code: 'assignments-unreadable',
    args: { ...missingRole(opened, verdict), detail: verdict.note },
    confidence: 'possible',
    evidence: evidenceOf(opened, verdict),
    fixes: [listAssignments(verdict)],
  }));

function listAssignments(verdict: CaseVerdict): Fix {
  const subscription = subscriptionOf(verdict.scope);
  return {
    kind: 'read',
    shell: 'bash',
    command: bash(
      'az',
      'role',
      'assignment',
      'list',
      '--assignee-object-id',
      verdict.principalId,
      '--scope',
      verdict.scope,
      '--include-inherited',
      '--include-groups',
      ...(subscription === null ? [] : ['--subscription', subscription]),
      '--output',
      'json',
    ),
    why: 'Lists the assignments with their conditions, for somebody who may read them.',
  };
}

function invoke({ agent, project, facts }: Case): Fix[] {
  return verifyByInvoke(agent, project, facts.cloud);
}
