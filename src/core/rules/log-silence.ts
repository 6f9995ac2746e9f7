import { valueOf, type UnknownReason } from '../facts/fact.ts';
import type { Case } from './case.ts';

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
}

/** Minutes that a row may take from the agent to the log. */
const ingestionMinutes = 10;

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

/** Why the log says nothing about the serving version; null where it does. */
export function logSilence({ facts, agent }: Pick<Case, 'facts' | 'agent'>): LogSilence | null {
  const { component, symptoms, traffic } = facts.telemetry;
  const name = valueOf(component)?.name ?? 'of the project';
  const silent = (kind: LogSilenceKind, detail = ''): LogSilence => ({
    ...{ kind, detail, component: name },
    version: agent.serving.version,
  });
  if (component.status === 'known' && component.value === null) return silent('no-connection');
  // The queries need no more of the component than its id: they may answer where it does not.
  const unread = [symptoms, traffic].find(({ status }) => status === 'unknown');
  if (unread?.status === 'unknown') {
    if (component.status === 'unknown' && component.reason === 'not-found') {
      return silent('no-component', component.detail);
    }
    return silent(silenceOfReason[unread.reason], unread.detail);
  }
  const { rows, lastAt } = valueOf(traffic) ?? { rows: 0, lastAt: null };
  const { createdAt } = agent.serving;
  const isNew = createdAt !== null && minutesBetween(createdAt, facts.at) < ingestionMinutes;
  const isBefore = lastAt !== null && createdAt !== null && minutesBetween(createdAt, lastAt) < 0;
  if (isNew && (rows === 0 || isBefore)) return silent('too-early', `It was made at ${createdAt}.`);
  return rows === 0 ? silent('no-rows') : null;
}

function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}
