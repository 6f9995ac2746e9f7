import { principalWords } from '../vocabulary.ts';
import type { Mark, MarkKind } from './marks.ts';
import type { DenialLane, DenialMinute, ReportedDenials } from './schema.ts';
import { minuteMs, type TimeRange } from './time-axis.ts';

/** What every drawing of the denials says; a kind without words does not compile. */

const laneWords: Record<DenialLane['role'], string> = {
  ...principalWords,
  'former-agent-instance': 'former agent identity',
  other: 'an identity that is none of the agent’s',
  unnamed: 'an identity that the log does not name',
};

/** Whose lane it is: in words, its object id where it has one, and the versions that run as it. */
export function laneTitle({ role, displayName, principalId, versions }: DenialLane): {
  who: string;
  id: string;
  versions: string;
} {
  return {
    who: `${laneWords[role]} ${displayName ?? ''}`.trim(),
    id: principalId ?? '',
    versions:
      versions.length === 0
        ? ''
        : `${versions.length === 1 ? 'version' : 'versions'} ${atMost(versions, 5).join(', ')}`,
  };
}

/** The title in one line. */
export function laneLabel(lane: DenialLane): string {
  const { who, id, versions } = laneTitle(lane);
  return [[who, id].filter(Boolean).join(' '), versions].filter(Boolean).join(', ');
}

function atMost(texts: string[], most: number): string[] {
  return texts.length <= most
    ? texts
    : [...texts.slice(0, most), `and ${texts.length - most} more`];
}

const markLabels: Record<MarkKind, (what: string) => string> = {
  version: (what) => `version ${what}`,
  grant: () => 'granted',
  settled: () => 'in effect',
  seen: () => 'last seen',
  now: () => 'now',
};

/** A word or two that stand at a mark. */
export function markLabel({ kind, what }: Mark): string {
  return markLabels[kind](what);
}

const markSentences: Record<MarkKind, (what: string) => string> = {
  version: (what) => `version ${what} was made`,
  grant: (what) => `${what} was granted`,
  settled: (what) => `${what} should work everywhere from here on`,
  seen: () => 'last row of the agent, no denial',
  now: () => 'time of this report',
};

/** What a mark stands for. */
export function markWords({ kind, what }: Mark): string {
  return markSentences[kind](what);
}

/** Rows that were denied, as they stand beside a time. One failed call often leaves several. */
export function denialWords({
  count,
  actions,
  sources,
}: Pick<DenialMinute, 'count' | 'actions' | 'sources'>): string {
  const what = actions.length === 0 ? '' : `: ${actions.map(shortAction).join(', ')}`;
  const where = sources.length === 0 ? '' : ` (${sources.join(', ')})`;
  return `denied in ${rowWords(count)}${what}${where}`;
}

export function shortAction(action: string): string {
  return action.replace(/^Microsoft\.CognitiveServices\/accounts\//i, '');
}

export function rowWords(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

/** The newest minutes, and in words how many there were before them; empty where there were none. */
export function newestMinutes(
  minutes: DenialMinute[],
  most: number,
): { shown: DenialMinute[]; rest: string } {
  const before = Math.max(0, minutes.length - most);
  const rest =
    before === 0 ? '' : `${before} earlier ${before === 1 ? 'minute' : 'minutes'}, then:`;
  return { shown: minutes.slice(before), rest };
}

/** A length of time in the largest units that it is whole in: "24 hours", "1 hour 5 minutes". */
export function durationWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minuteMs);
  const units: [number, string][] = [
    [Math.floor(minutes / 60), 'hour'],
    [minutes % 60, 'minute'],
  ];
  const parts = units
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return parts.join(' ') || '0 minutes';
}

/** How a drawing writes times, given in milliseconds, with their day. */
export interface TimeWords {
  time: (at: number) => string;
  range: (from: number, to: number) => string;
}

/** What is drawn of what was searched. */
export function rangeWords(
  { window, isCutOff }: ReportedDenials,
  { from, to }: TimeRange,
  write: TimeWords,
): string {
  const searchedFrom = Date.parse(window?.from ?? '');
  const searchedFor = Date.parse(window?.to ?? '') - searchedFrom;
  const searched = Number.isNaN(searchedFor)
    ? ''
    : ` The log was searched over ${durationWords(searchedFor)}, from ${write.time(searchedFrom)}.`;
  const cut = isCutOff ? ' Only its newest rows were read: there may be older denials.' : '';
  return `Shown: ${durationWords(to - from)}, ${write.range(from, to)}.${searched}${cut}`;
}

/** What the bars of a drawing stand for; `highest` is the number of rows of the highest one. */
export function barWords(length: number, highest: number): string {
  return `A bar is ${durationWords(length)}, the highest ${rowWords(highest)}.`;
}
