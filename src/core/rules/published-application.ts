import { covers, describeScope } from '../arm/scope.ts';
import type { PublishedAgent } from '../facts/azure.ts';
import { valueOf } from '../facts/fact.ts';
import { applicationsOf } from '../facts/published-agents.ts';
import type { Fix } from '../fixes/fix.ts';
import { assignRole } from '../fixes/role-assignment.ts';
import { bash } from '../fixes/shell.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import { platformAccess } from '../rbac/platform-access.ts';
import { isAskedOf, requirements, type Requirement } from '../rbac/requirements.ts';
import { roleIds } from '../rbac/role-catalogue.ts';
import type { Verdict } from '../rbac/verdict.ts';
import type { Case } from './case.ts';
import { explainRoute } from './evidence.ts';
import type { PublishedStanding } from './finding-codes.ts';
import type { CodedFinding, Rule } from './rule.ts';

/**
 * The agent is published by an application, where it runs as the application's identity. Its model
 * calls go where the agent's go, so what these need is asked of that identity, too. It is a note:
 * the agent that was asked about is not the one that would fail.
 */
export const publishedApplication: Rule = (opened) => {
  const { applications } = opened.facts;
  const read = applications && valueOf(applications);
  return applicationsOf(opened.agent, read ?? []).map((application) =>
    findingOf(opened, application),
  );
};

/** What the calls need of the identity at one scope, judged; null where it was not read. */
interface Need {
  action: string;
  scope: string | null;
  judged: Pick<Verdict, 'state' | 'decidedBy' | 'note'> | null;
}

function findingOf(opened: Case, published: PublishedAgent): CodedFinding {
  const { id, application, instanceIdentity } = published;
  const principalId = instanceIdentity?.principalId ?? null;
  const needs = principalId === null ? [] : needsOf(opened, principalId);
  const [main] = needs;
  const standing = main === undefined ? 'not-needed' : (main.judged?.state ?? 'not-judged');
  const isOff = published.isEnabled === false;
  return {
    code: 'published-application',
    args: {
      ...{ agent: opened.agent.name, application, principalId, standing },
      place: main?.scope ? describeScope(main.scope) : null,
    },
    confidence: 'confirmed',
    evidence: [
      `${id} publishes it${principalId === null ? '' : ` as ${principalId}`}${isOff ? ' and is switched off' : ''}.`,
      explainRoute(opened),
      ...needs.flatMap(explainNeed),
    ],
    fixes: principalId && main ? fixesFor(principalId, main, standing) : [],
  };
}

/** The needs of the calls, first the one that decides: a role at the project does not reach up. */
function needsOf(opened: Case, principalId: string): Need[] {
  const { route } = opened;
  const scopes: Record<Requirement['at'], string | null> = {
    target: opened.target?.id ?? null,
    account: opened.account.id,
    project: opened.project.id,
  };
  const order = Object.keys(scopes);
  return requirements
    .filter((row) => row.route === route.kind && row.principal === 'agent-instance')
    .filter((row) => isAskedOf(row, route.caller))
    .sort((a, b) => order.indexOf(a.at) - order.indexOf(b.at))
    .map(({ action, at, standing }) => {
      const scope = scopes[at];
      const judged = scope === null ? null : judgeNeed(opened, { principalId, action, scope });
      const mayBeLetIn = standing === 'disputed' && judged?.state === 'not-granted';
      return {
        ...{ action, scope },
        judged:
          mayBeLetIn && scope !== null && covers(opened.account.id, scope)
            ? platformAccess(scope)
            : judged,
      };
    });
}

function judgeNeed(
  { facts }: Case,
  question: { principalId: string; action: string; scope: string },
): Need['judged'] {
  const wasRead = facts.access.some(({ principalId }) => principalId === question.principalId);
  return wasRead ? judgeAccess(question, facts) : null;
}

function explainNeed({ scope, judged }: Need): string[] {
  if (scope === null || judged === null) return [];
  const { state, decidedBy, note } = judged;
  const by = decidedBy === null ? '' : ` ${decidedBy.roleName}, ${decidedBy.path}.`;
  return [`At ${describeScope(scope)}: ${state}.${by} ${note}`.trim()];
}

/** Standings that a role assignment mends, and those that another question may settle. */
const mendable: PublishedStanding[] = ['not-granted', 'eligible-only'];
const unsettled: PublishedStanding[] = ['not-judged', 'unknown', 'conditional'];

function fixesFor(
  principalId: string,
  { action, scope }: Need,
  standing: PublishedStanding,
): Fix[] {
  if (scope === null) return [];
  if (mendable.includes(standing)) {
    const grant = { principalId, principalType: 'ServicePrincipal', scope } as const;
    const why = `Lets the published agent call models at ${describeScope(scope)}.`;
    return [assignRole({ ...grant, role: roleIds.foundryUser }, why)];
  }
  if (!unsettled.includes(standing)) return [];
  return [
    {
      kind: 'read',
      shell: 'bash',
      command: bash('foundry-identity', 'can', principalId, action, '--at', scope),
      why: 'Judges the identity of the application there.',
    },
  ];
}
