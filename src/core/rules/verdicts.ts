import { covers } from '../arm/scope.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import { platformAccess } from '../rbac/platform-access.ts';
import {
  isAskedOf,
  modelCallAction,
  requirements,
  type Requirement,
} from '../rbac/requirements.ts';
import type { Verdict } from '../rbac/verdict.ts';
import type { Case } from './case.ts';
import { denialsOf, isAfter, type SeenSymptom } from './denials.ts';
import type { JoinedSymptom } from './refused-identity.ts';

/** A verdict with what the rules need beside the report's fields. */
export interface CaseVerdict extends Verdict {
  at: Requirement['at'];
  /** When the deciding grant was made, ISO 8601; null where nothing grants or it is not known. */
  grantedAt: string | null;
  /** Until when the deciding grant may spread, gone by or not; null where nobody knows. */
  settlesAt: string | null;
  /** Denials of this principal, oldest first. */
  denials: JoinedSymptom[];
}

type OpenCase = Omit<Case, 'verdicts'>;

/** A question with its reason, before it is judged. */
interface Row {
  principalId: string;
  action: string;
  at: Requirement['at'];
  standing: Requirement['standing'] | 'picture';
  basis: Verdict['basis'];
}

const forThePicture: Verdict['basis'] = {
  kind: 'none',
  text: 'Not needed for the agent’s model calls; shown to complete the picture.',
  source: '',
};

/**
 * Judges what the route requires, what denials in the telemetry name, and, for the picture of
 * identities and scopes, the model call for every other identity. The first reason to ask wins.
 */
export function judgeVerdicts(opened: OpenCase): CaseVerdict[] {
  const rows = [...requiredRows(opened), ...deniedRows(opened), ...pictureRows(opened)];
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const scope = scopeOf(opened, row.at);
    const key = `${row.principalId} ${row.action.toLowerCase()} ${scope ?? ''}`;
    if (scope === null || seen.has(key)) return [];
    seen.add(key);
    return [judgeRow(opened, row, scope)];
  });
}

function scopeOf(opened: OpenCase, at: Requirement['at']): string | null {
  const ids: Record<Requirement['at'], string | null> = {
    project: opened.project.id,
    account: opened.account.id,
    target: opened.target?.id ?? null,
  };
  return ids[at];
}

function requiredRows(opened: OpenCase): Row[] {
  const { route, principals } = opened;
  return requirements
    .filter((requirement) => requirement.route === route.kind)
    .filter((requirement) => isAskedOf(requirement, route.caller))
    .flatMap(({ principal, ...requirement }) =>
      principals
        .filter(({ role }) => role === principal)
        .map(({ id }) => ({ ...requirement, principalId: id })),
    );
}

/** A denial names the requirement itself: whose, which action. Its route tells where. */
function deniedRows(opened: OpenCase): Row[] {
  return opened.principals.flatMap(({ id }) =>
    denialsOf(opened, id).flatMap(({ action, ...denial }): Row[] =>
      action === null
        ? []
        : [
            {
              principalId: id,
              action,
              at: isProjectAction(action) ? 'project' : modelScope(opened),
              standing: 'certain',
              basis: observedBasis(denial),
            },
          ],
    ),
  );
}

/** `AIServices` actions are checked at the project, `OpenAI` ones at the account of the model. */
function isProjectAction(action: string): boolean {
  return /\/accounts\/AIServices\//i.test(action);
}

function modelScope(opened: OpenCase): Requirement['at'] {
  return opened.route.kind === 'other-account' ? 'target' : 'account';
}

function observedBasis({
  at,
  operation,
  session,
}: Pick<SeenSymptom, 'at' | 'operation' | 'session'>): Verdict['basis'] {
  return {
    kind: 'observed',
    text: `A denial at ${at} names this principal and action${operation ? ` for ${operation}` : ''}.`,
    source: session === undefined ? 'telemetry' : `the log of session ${session}`,
  };
}

function pictureRows(opened: OpenCase): Row[] {
  const places: Requirement['at'][] =
    opened.route.kind === 'other-account'
      ? ['project', 'account', 'target']
      : ['project', 'account'];
  return opened.principals.flatMap(({ id }) =>
    places.map((at) => ({
      principalId: id,
      action: modelCallAction,
      at,
      standing: 'picture' as const,
      basis: forThePicture,
    })),
  );
}

function judgeRow(opened: OpenCase, row: Row, scope: string): CaseVerdict {
  const { principalId, action, at, standing } = row;
  const judged = judgeAccess({ principalId, action, scope }, opened.facts);
  const denials = row.standing === 'picture' ? [] : denialsOf(opened, principalId);
  const since = denials.filter(
    (denial) => judged.grantedAt === null || isAfter(denial.at, judged.grantedAt),
  );
  const required = standing === 'certain' || (standing === 'disputed' && since.length > 0);
  const verdict: CaseVerdict = {
    principalId,
    action,
    scope,
    state: judged.state,
    decidedBy: judged.decidedBy,
    basis: observedWhereDenied(row, since),
    required,
    note: judged.note,
    at,
    grantedAt: judged.grantedAt,
    settlesAt: judged.settlesAt,
    denials: since,
  };
  return isPlatformManaged(opened, row, verdict) ? platformManaged(verdict) : verdict;
}

/** A denial settles a dispute: the requirement then rests on what was seen. */
function observedWhereDenied(row: Row, denials: JoinedSymptom[]): Verdict['basis'] {
  const last = denials.at(-1);
  return row.standing === 'disputed' && last !== undefined ? observedBasis(last) : row.basis;
}

/**
 * On the agent's own account the platform may let the agent in without any assignment in ARM. Until
 * a denial shows otherwise, an absent assignment of an agent is not a missing role.
 */
function isPlatformManaged(opened: OpenCase, row: Row, verdict: CaseVerdict): boolean {
  const isAgent = opened.principals.some(
    ({ id, role }) => id === row.principalId && role === 'agent-instance',
  );
  return (
    isAgent &&
    !verdict.required &&
    verdict.state === 'not-granted' &&
    covers(opened.account.id, verdict.scope)
  );
}

function platformManaged(verdict: CaseVerdict): CaseVerdict {
  return { ...verdict, ...platformAccess(verdict.scope) };
}
