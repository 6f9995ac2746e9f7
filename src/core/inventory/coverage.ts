import { covers } from '../arm/scope.ts';
import type { Account, Project } from '../facts/azure.ts';
import type { ModelRoute } from '../facts/route.ts';
import { platformAccess } from '../rbac/platform-access.ts';
import { modelCallAction, requirementOf, type Requirement } from '../rbac/requirements.ts';
import type { DecidedBy, VerdictState } from '../rbac/verdict.ts';
import type { Principal } from '../facts/principal.ts';
import type { InventoryIdentity, InventoryRole } from './identities.ts';
import type { SubscriptionAccess } from './inventory.ts';
import { openSubscription, type JudgeInSubscription } from './judge-subscription.ts';
import { shareMarks } from './share-marks.ts';
import { isAttached } from './unattached.ts';
import { useWords } from './words.ts';

/** Where an identity belongs, and where its model calls go. */
export interface CoveragePlace {
  account: Account;
  /** Null for an identity of the account itself. */
  project: Project | null;
  /** The way of the agent's model calls; null for an identity that is no agent's. */
  route: ModelRoute | null;
  /** The other account that the calls reach, where it is known. */
  target: Account | null;
}

/** How much a mark asks of a person: nothing, a look, or a fix. */
export type MarkLevel = 'fine' | 'open' | 'problem';

/** Whether one identity may call a model at one scope. */
export interface CoverageMark {
  at: Requirement['at'];
  /** ARM id. */
  scope: string;
  action: string;
  state: VerdictState;
  level: MarkLevel;
  /** How sure it is that the identity needs it there. */
  required: Standing;
  /** One or more sentences, or the way the deciding grant takes. */
  reason: string;
  decidedBy: DecidedBy | null;
}

type Standing = Requirement['standing'] | 'no';

export type JudgeCoverage = (identity: InventoryIdentity, place: CoveragePlace) => CoverageMark[];

/**
 * What a state asks of a person, by how sure it is that the identity needs the access. A disputed
 * need is never a problem by itself: only a symptom would make it one, and the side bar has none.
 */
const levels: Record<Standing, Record<VerdictState, MarkLevel>> = {
  certain: {
    allowed: 'fine',
    'platform-managed': 'fine',
    propagating: 'open',
    conditional: 'open',
    unknown: 'open',
    'eligible-only': 'problem',
    'not-granted': 'problem',
    denied: 'problem',
  },
  disputed: {
    allowed: 'fine',
    'platform-managed': 'fine',
    propagating: 'open',
    conditional: 'open',
    unknown: 'open',
    'eligible-only': 'open',
    'not-granted': 'open',
    denied: 'open',
  },
  no: {
    allowed: 'fine',
    'platform-managed': 'fine',
    propagating: 'fine',
    conditional: 'fine',
    unknown: 'fine',
    'eligible-only': 'fine',
    'not-granted': 'fine',
    denied: 'fine',
  },
};

/**
 * Judges identities from what was read of their subscriptions once. `at` is the time of the reads,
 * ISO 8601: it tells which grants may still be spreading. A scope in a subscription that was not read
 * is unknown. Marks come in the order account, project, target account.
 */
export function openCoverage(access: SubscriptionAccess[], at: string): JudgeCoverage {
  const subscriptions = new Map(
    access.map((read) => [read.subscriptionId.toLowerCase(), openSubscription(read, at)]),
  );
  const share = shareMarks();
  return (identity, place) => {
    const marks = placesOf(place).map(({ at: where, scope, subscriptionId }) =>
      judgeMark(identity, place, where, scope, subscriptions.get(subscriptionId.toLowerCase())),
    );
    return warnOfProjectOnly(identity, marks).map(share);
  };
}

/** The level of the mark that asks the most; `fine` where there is none. */
export function worstLevel(marks: Pick<CoverageMark, 'level'>[]): MarkLevel {
  const order: MarkLevel[] = ['problem', 'open'];
  return order.find((level) => marks.some((mark) => mark.level === level)) ?? 'fine';
}

function placesOf({
  account,
  project,
  target,
}: CoveragePlace): { at: Requirement['at']; scope: string; subscriptionId: string }[] {
  const { subscriptionId } = account;
  return [
    { at: 'account', scope: account.id, subscriptionId },
    ...(project ? [{ at: 'project' as const, scope: project.id, subscriptionId }] : []),
    ...(target
      ? [{ at: 'target' as const, scope: target.id, subscriptionId: target.subscriptionId }]
      : []),
  ];
}

function judgeMark(
  identity: InventoryIdentity,
  place: CoveragePlace,
  at: Requirement['at'],
  scope: string,
  judge: JudgeInSubscription | undefined,
): CoverageMark {
  const requirement = requirementFor(identity, place, at);
  const required: Standing = requirement?.standing ?? 'no';
  const question = { principalId: identity.principalId, action: modelCallAction, scope };
  const judged = judge?.(question) ?? {
    state: 'unknown' as const,
    decidedBy: null,
    note: 'The access of its subscription was not read.',
  };
  const platform =
    judged.state === 'not-granted' &&
    callsAs[identity.role] === 'agent-instance' &&
    required !== 'certain' &&
    covers(place.account.id, scope);
  const { state, decidedBy, note } = platform ? platformAccess(scope) : judged;
  const reason = [reasonOf({ decidedBy, note, platform }), needOf(identity, place, required)]
    .filter(Boolean)
    .join(' ');
  const level = levels[required][state];
  return { at, scope, action: modelCallAction, state, level, required, reason, decidedBy };
}

/** Whom the requirements know an identity as: each that an agent may run as calls as an agent does. */
const callsAs: Record<InventoryRole, Principal['role']> = {
  'agent-instance': 'agent-instance',
  'published-agent': 'agent-instance',
  'project-agent': 'agent-instance',
  'agent-blueprint': 'agent-blueprint',
  'project-identity': 'project-identity',
  'account-identity': 'account-identity',
  'user-assigned': 'user-assigned',
};

/** Agents that share an identity have no route of their own here: the project endpoint is theirs. */
const sharedRoute = { kind: 'project-endpoint', caller: 'agent-instance' } as const;

function requirementFor(
  { role }: InventoryIdentity,
  place: CoveragePlace,
  at: Requirement['at'],
): Requirement | undefined {
  const route = place.route ?? (role === 'project-agent' ? sharedRoute : null);
  return route ? requirementOf(route, callsAs[role], at) : undefined;
}

function needOf(identity: InventoryIdentity, place: CoveragePlace, required: Standing): string {
  if (required !== 'no' || identity.role !== 'user-assigned') return needInWords[required];
  return useWords[isAttached(identity, place) ? 'attached' : 'unattached'].sentence;
}

const needInWords: Record<Standing, string> = {
  certain: 'Its model calls need it here.',
  disputed: '',
  no: 'Not needed for its model calls.',
};

function reasonOf({
  decidedBy,
  note,
  platform,
}: {
  decidedBy: DecidedBy | null;
  note: string;
  platform: boolean;
}): string {
  if (decidedBy === null || platform) return note;
  return [`${decidedBy.roleName}, ${decidedBy.path}.`, note].filter(Boolean).join(' ');
}

/**
 * A grant at the project and none at the account is what the silent 401 was reported with. The
 * platform may let the agent in all the same, so it is worth a look and no more.
 */
function warnOfProjectOnly(identity: InventoryIdentity, marks: CoverageMark[]): CoverageMark[] {
  const granted = marks.some(({ at, state }) => at === 'project' && state === 'allowed');
  return marks.map((mark) =>
    callsAs[identity.role] === 'agent-instance' &&
    granted &&
    mark.at === 'account' &&
    mark.required === 'disputed' &&
    mark.state === 'platform-managed'
      ? { ...mark, level: 'open', reason: `${projectOnly} ${mark.reason}` }
      : mark,
  );
}

const projectOnly =
  'The role stands at the project and not at the account: agents were reported to get a silent 401 that way. Diagnose the agent to see whether this one does.';
