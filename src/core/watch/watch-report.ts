import type { Question } from '../rbac/judgement.ts';
import { prose } from '../text/prose.ts';
import type { Attempt, AttemptOutcome } from '../verify/attempt.ts';
import type { VerifiedAgent } from '../verify/verification.ts';
import type { GrantSight } from './grant-sight.ts';
import type { WatchEnd } from './watch-state.ts';
import {
  clockWords,
  outcomeOfReason,
  reasonSentences,
  sightWords,
  type WatchOutcome,
} from './words.ts';

/** One look of a watch, as it is told and kept. */
export interface WatchLook {
  /** Milliseconds since the watch began. */
  elapsed: number;
  grant: GrantSight['kind'];
  settlesAt: string | null;
  /** How the agent answered; null where it was not called. */
  answer: AttemptOutcome | null;
}

/** A watch that came to its end. Plain JSON, redacted. */
export interface WatchReport {
  schemaVersion: 1;
  subject: VerifiedAgent;
  /** What had to be granted. */
  needs: Question[];
  startedAt: string;
  outcome: WatchOutcome;
  end: WatchEnd;
  looks: WatchLook[];
  /** The last call of the agent; null where none was made. */
  lastAttempt: Attempt | null;
}

export function toWatchReport(
  watched: Omit<WatchReport, 'schemaVersion' | 'outcome'>,
): WatchReport {
  return { schemaVersion: 1, ...watched, outcome: outcomeOfReason[watched.end.reason] };
}

/** One line for one look. */
export function describeLook({ elapsed, grant, settlesAt, answer }: WatchLook): string {
  const until = settlesAt === null ? '' : ` until ${settlesAt}`;
  return `${clockWords(elapsed)}  ${sightWords[grant]}${until}${answer === null ? '' : `, call: ${answer}`}`;
}

/** A watch for a terminal or a text document. */
export function renderWatch({ subject, needs, end, looks }: WatchReport): string {
  const { agent, version, project } = subject;
  return `${[
    prose(reasonSentences[end.reason]),
    `agent ${agent}, version ${version}, in project ${project}`,
    ...(end.detail === '' ? [] : [prose(end.detail)]),
    ...(needs.length === 0 ? [] : ['', 'Watched for:']),
    ...needs.flatMap(({ principalId, action, scope }) => [
      `  ${action}`,
      `    for ${principalId}`,
      `    at ${scope}`,
    ]),
    '',
    'Looks:',
    ...looks.map((look) => `  ${describeLook(look)}`),
  ].join('\n')}\n`;
}
