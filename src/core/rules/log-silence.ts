import type { Agent } from '../facts/azure.ts';
import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { valueOf, type UnknownReason } from '../facts/fact.ts';
import type { Case } from './case.ts';
import { ingestionMinutes, minutesBetween } from './ingestion.ts';
import { authorOf, isOfAnotherAgent, modelCaller } from './refused-identity.ts';

/** Why a log can neither show nor rule out a denial. Each asks something else of the human. */
export type LogSilenceKind =
  | 'no-connection'
  | 'no-component'
  | 'no-table'
  | 'no-access'
  | 'partial'
  | 'no-answer'
  | 'too-early'
  | 'no-rows';

export interface LogSilence {
  kind: LogSilenceKind;
  /** What was read or refused, in the words of the fact; empty where the kind says all. */
  detail: string;
  /** Name of the component, or "of the project" where it could not be read. */
  component: string;
  version: string;
  /** What happened so lately that its rows may be on the way: why it is too early; else null. */
  recent: RecentEvent | null;
  /** When the newest row of any kind was written, by whatever version; null where none is there. */
  newestAt: string | null;
  /** How the connection authenticates where that may be why nothing comes; else null. */
  authType: string | null;
}

/** What changes what a log would show. */
export interface RecentEvent {
  kind: 'version' | 'grant' | 'invoke';
  /** ISO 8601. */
  at: string;
}

const silenceOfReason: Record<UnknownReason, LogSilenceKind> = {
  'not-signed-in': 'no-access',
  refused: 'no-access',
  'not-found': 'no-table',
  incomplete: 'partial',
  throttled: 'no-answer',
  unreachable: 'no-answer',
  'cut-off': 'no-answer',
  malformed: 'no-answer',
  'server-error': 'no-answer',
  cancelled: 'no-answer',
  'not-read': 'no-answer',
};

type Known = Pick<Case, 'facts' | 'agent' | 'verdicts' | 'route' | 'principals'>;

/** Why the log says nothing about the serving version, or not all; null where it does. */
export function logSilence(opened: Known): LogSilence | null {
  const { facts, agent } = opened;
  const { component, symptoms, traffic, searched } = facts.telemetry;
  const name = valueOf(component)?.name ?? 'of the project';
  const newestAt = valueOf(traffic)?.lastAt ?? null;
  const silent = (kind: LogSilenceKind, more: Partial<LogSilence> = {}): LogSilence => ({
    ...{ kind, detail: '', component: name, version: agent.serving.version },
    ...{ recent: null, newestAt, authType: null },
    ...more,
  });
  if (component.status === 'known' && component.value === null) return silent('no-connection');
  // The queries need no more of the component than its id: they may answer where it does not.
  const unread = [symptoms, traffic].find(({ status }) => status === 'unknown');
  if (unread?.status === 'unknown') {
    if (component.status === 'unknown' && component.reason === 'not-found') {
      return silent('no-component', { detail: component.detail });
    }
    return silent(silenceOfReason[unread.reason], { detail: unread.detail });
  }
  if (searched?.partial !== undefined) {
    return silent('partial', {
      detail: `Only a part of the logs was searched: ${searched.partial}.`,
    });
  }
  if (servingVersionSeenAt(facts, agent) !== null) return null;
  const recent = recentEvent(opened, newestAt);
  if (recent !== null) return silent('too-early', { recent });
  const { authType = documentedAuthType } = searched?.connection ?? {};
  const isUsual = authType.toLowerCase() === documentedAuthType.toLowerCase();
  return silent('no-rows', { authType: isUsual ? null : authType });
}

/** The only authentication that connections to App Insights are known to work with. */
const documentedAuthType = 'ApiKey';

/**
 * When the serving version wrote its last row, ISO 8601; null where the log shows none of it. A row
 * that names no version counts as its own if it was written since that was made.
 */
export function servingVersionSeenAt({ telemetry }: DiagnosisFacts, agent: Agent): string | null {
  const traffic = valueOf(telemetry.traffic);
  if (!traffic) return null;
  const { version, createdAt } = agent.serving;
  const isSince = (at: string): boolean => createdAt === null || minutesBetween(createdAt, at) >= 0;
  const { rows, lastAt, groups } = traffic;
  if (groups === undefined) {
    return rows > 0 && lastAt !== null && isSince(lastAt) ? lastAt : null;
  }
  const times = groups
    .filter((group) => {
      if (group.version === version) return true;
      const author = authorOf(group, agent);
      const mayBe = author.joinedBy === 'none' && !isOfAnotherAgent(group, agent);
      return (author.version === version || mayBe) && isSince(group.lastAt);
    })
    .map((group) => group.lastAt);
  return times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}

/**
 * The latest event whose rows may be on the way: it is younger than ingestion takes, and no row that
 * was written after it has arrived.
 */
function recentEvent(opened: Known, newestAt: string | null): RecentEvent | null {
  const { facts } = opened;
  const [latest] = eventsOf(opened).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (latest === undefined || minutesBetween(latest.at, facts.at) >= ingestionMinutes) return null;
  return newestAt !== null && minutesBetween(latest.at, newestAt) > 0 ? null : latest;
}

function eventsOf({ facts, agent, verdicts, ...caller }: Known): RecentEvent[] {
  const callerId = modelCaller(caller);
  const grants = verdicts
    .filter(({ principalId, basis }) => principalId === callerId && basis.kind !== 'none')
    .map(({ grantedAt }) => grantedAt);
  const times: [RecentEvent['kind'], (string | null)[]][] = [
    ['version', [agent.serving.createdAt]],
    ['grant', grants],
    ['invoke', invocationsOf(facts, agent)],
  ];
  return times.flatMap(([kind, all]) => all.flatMap((at) => (at === null ? [] : [{ kind, at }])));
}

/** When the serving version was last called, as far as its sessions tell. */
function invocationsOf({ sessionLog }: DiagnosisFacts, { serving }: Agent): (string | null)[] {
  const sessions = (sessionLog && valueOf(sessionLog.sessions)) ?? [];
  return sessions
    .filter(({ version }) => version === serving.version)
    .map(({ lastAccessedAt }) => lastAccessedAt);
}
