import { covers, sameScope } from '../arm/scope.ts';
import { valueOf } from '../facts/fact.ts';
import { requestGrant } from '../fixes/request.ts';
import { assignRole, removeAssignment, type Grant } from '../fixes/role-assignment.ts';
import { verifyByInvoke } from '../fixes/verify.ts';
import { roleGuid } from '../arm/role-id.ts';
import { meantRole, roleIds, roleNameForPeople } from '../rbac/role-catalogue.ts';
import { sayRight, whoMayGrant, type GrantRight } from '../rbac/who-may-grant.ts';
import type { Finding } from './finding.ts';
import type { Fix } from '../fixes/fix.ts';
import { formerIdentities, type Case } from './case.ts';
import { namelessDenials } from './denials.ts';
import { explainRoute, explainVerdict, missingRole, quoteSymptoms } from './evidence.ts';
import type { FindingCode, MissingRole } from './finding-codes.ts';
import { coveringAssignments, nearMisses } from './near-misses.ts';
import { modelCaller } from './refused-identity.ts';
import type { CodedFinding, Rule } from './rule.ts';
import type { CaseVerdict } from './verdicts.ts';

/** The codes whose arguments are just whose role is missing, which action and where. */
type PlainCode = Extract<
  FindingCode,
  | 'account-role-missing'
  | 'target-account-role-missing'
  | 'project-role-missing'
  | 'project-identity-role-missing'
  | 'blueprint-role-missing'
>;

/**
 * A required action that nothing grants. Where a former identity of the agent holds the grant, or an
 * assignment names a role that does not exist, that is the finding: it tells what happened.
 */
export const missingRoles: Rule = (opened) =>
  widestGaps(opened).map(
    (verdict): CodedFinding =>
      staleGrant(opened, verdict) ??
      unknownDefinition(opened, verdict) ?? {
        code: codeOf(opened, verdict),
        args: missingRole(opened, verdict),
        confidence: confidenceOf(verdict),
        evidence: [...evidenceOf(opened, verdict), ...nearMisses(opened, verdict)],
        ...mending(opened, verdict),
      },
  );

/**
 * One gap a principal: a role at the account holds at its projects as well, so a gap at the account
 * makes one at the project superfluous, and several actions at one scope need one role.
 */
function widestGaps(opened: Case): CaseVerdict[] {
  const gaps = opened.verdicts.filter(({ required, state }) => required && state === 'not-granted');
  return gaps.filter(
    (gap, index) =>
      !gaps.some(
        (other, otherIndex) =>
          other.principalId === gap.principalId &&
          (sameScope(other.scope, gap.scope) ? otherIndex < index : covers(other.scope, gap.scope)),
      ),
  );
}

/** What was seen failing is confirmed; what must fail by the documentation is likely. */
export function confidenceOf(verdict: CaseVerdict): Finding['confidence'] {
  return verdict.denials.length > 0 ? 'confirmed' : 'likely';
}

function codeOf(opened: Case, verdict: CaseVerdict): PlainCode {
  const role = opened.principals.find(({ id }) => id === verdict.principalId)?.role;
  if (role === 'agent-blueprint') return 'blueprint-role-missing';
  if (verdict.at === 'target') return 'target-account-role-missing';
  if (role === 'project-identity') return 'project-identity-role-missing';
  return verdict.at === 'project' ? 'project-role-missing' : 'account-role-missing';
}

export function evidenceOf(opened: Case, verdict: CaseVerdict): string[] {
  const { principalId, denials } = verdict;
  const isCaller = principalId === modelCaller(opened);
  const fitting = isCaller ? namelessDenials(opened) : [];
  return [
    explainRoute(opened),
    ...explainVerdict(verdict),
    ...quoteSymptoms(denials),
    ...quoteSymptoms(fitting).map((quote) => `Fits it, and names nobody: ${quote}`),
  ];
}

/**
 * The grant that closes the gap, narrower choices where they are enough, a request to send where the
 * signed-in person may not assign roles, and how to see it work.
 */
export function mending(opened: Case, verdict: CaseVerdict): { fixes: Fix[]; grant: Grant } {
  const { principalId, scope } = verdict;
  const grant: Grant = {
    principalId,
    principalType: 'ServicePrincipal',
    scope,
    role: roleIds.foundryUser,
  };
  const right = callersRight(opened, grant);
  const why = whyGrant(missingRole(opened, verdict));
  const fix = assignRole(grant, [why, sayRight(right)].filter(Boolean).join(' '));
  const fixes = [
    fix,
    ...narrowerGrant(opened, verdict),
    ...(right?.state === 'may-not' ? [requestGrant(grant, why, fix.command)] : []),
    ...verifyByInvoke(opened.agent, opened.project, opened.facts.cloud),
  ];
  return { fixes, grant };
}

/** Whether the signed-in identity may make a grant; null where its own access was not read. */
function callersRight(opened: Case, grant: Grant): GrantRight | null {
  const caller = valueOf(opened.facts.caller);
  const wasRead = opened.facts.access.some(({ principalId }) => principalId === caller?.objectId);
  return caller && wasRead ? whoMayGrant(grant, caller.objectId, opened.facts) : null;
}

function whyGrant({ principal, place }: MissingRole): string {
  return `Lets ${principal} call models at ${place}. Allow up to 10 minutes until it works everywhere.`;
}

/** At a plain Azure OpenAI account there are no agent operations that the wider role would be for. */
function narrowerGrant(opened: Case, verdict: CaseVerdict): Fix[] {
  if (verdict.at !== 'target' || opened.target?.kind.toLowerCase() !== 'openai') return [];
  return [
    assignRole(
      {
        principalId: verdict.principalId,
        principalType: 'ServicePrincipal',
        scope: verdict.scope,
        role: roleIds.cognitiveServicesOpenAiUser,
      },
      'Instead of the command above, where less is wanted: enough for direct model calls at this account, not for agent operations.',
    ),
  ];
}

function staleGrant(opened: Case, verdict: CaseVerdict): CodedFinding | null {
  for (const former of formerIdentities(opened.agent)) {
    const grant = coveringAssignments(opened, former.principalId, verdict.scope)[0];
    if (grant === undefined) continue;
    const mended = mending(opened, verdict);
    return {
      code: 'stale-grant',
      args: {
        ...missingRole(opened, verdict),
        formerId: former.principalId,
        formerVersion: former.version,
      },
      confidence: confidenceOf(verdict),
      evidence: [
        `${grant.id} assigns ${roleNameForPeople(roleGuid(grant.roleDefinitionId))} to ${former.principalId}, the identity of version ${former.version}.`,
        ...evidenceOf(opened, verdict),
      ],
      grant: mended.grant,
      fixes: [
        ...mended.fixes,
        removeAssignment(grant.id, 'Tidies up: nothing runs as the former identity any more.'),
      ],
    };
  }
  return null;
}

function unknownDefinition(opened: Case, verdict: CaseVerdict): CodedFinding | null {
  const broken = coveringAssignments(opened, verdict.principalId, verdict.scope).find(
    ({ roleDefinitionId }) => {
      const fact = opened.facts.roleDefinitions[roleGuid(roleDefinitionId)];
      return fact?.status === 'unknown' && fact.reason === 'not-found';
    },
  );
  if (broken === undefined) return null;
  const badGuid = roleGuid(broken.roleDefinitionId);
  const meant = meantRole(badGuid);
  const mended = mending(opened, verdict);
  return {
    code: 'role-definition-unknown',
    args: {
      ...missingRole(opened, verdict),
      badGuid,
      meant: meant === null ? null : `${roleNameForPeople(meant)}, ${meant}`,
    },
    confidence: confidenceOf(verdict),
    evidence: [
      `${broken.id} names role definition ${badGuid}, which the tenant does not have.`,
      ...evidenceOf(opened, verdict),
    ],
    grant: mended.grant,
    fixes: [
      ...mended.fixes,
      removeAssignment(broken.id, 'Takes away the assignment that grants nothing.'),
    ],
  };
}
