import { classifyStream, type StreamEnd, type StreamOutcome } from '../stream/classify-stream.ts';
import type { Frame } from '../stream/frames.ts';
import { findSymptomsIn } from '../symptoms/explain.ts';
import { redactSymptom } from '../symptoms/explanation.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import { foldFrames, shownFrames, type FoldedFrame } from './fold-frames.ts';

/**
 * How one invocation ended. Beside what a stream says: `refused`, where the endpoint itself answered
 * with an error status, so that the agent may never have run; `no-answer`, where none came at all.
 */
export type AttemptOutcome = StreamOutcome | 'refused' | 'no-answer';

/** The ids by which an invocation is found again in the agent's own log; null where none was given. */
export interface InvocationIds {
  sessionId: string | null;
  invocationId: string | null;
}

/** What came back from one invocation, before anybody judges it. */
export interface InvocationAnswer extends InvocationIds {
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  /** HTTP status; null where no answer came. */
  status: number | null;
  frames: Frame[];
  end: StreamEnd;
  /** What the transport or a header says beside the body, as a redacted sentence or code. */
  detail: string | null;
}

/** One invocation as a verification shows it. Everything in it is redacted. */
export interface Attempt extends Omit<InvocationAnswer, 'frames' | 'end'> {
  outcome: AttemptOutcome;
  /** What the failures say, the most telling first. */
  symptoms: Symptom[];
  frames: FoldedFrame[];
  /** Frames between the first and the last half of `frames` that are not in it; absent where none are. */
  framesLeftOut?: number;
}

/** Judges what came back. */
export function judgeAnswer({ frames, end, ...answer }: InvocationAnswer): Attempt {
  const stream = classifyStream(frames, end);
  const { status } = answer;
  const refused = status !== null && (status < 200 || status > 299);
  const symptoms = refused
    ? findSymptomsIn([answer.detail ?? '', ...frames.map(({ text }) => text)].join('\n'))
    : stream.symptoms;
  return {
    ...answer,
    outcome: status === null ? 'no-answer' : refused ? 'refused' : stream.outcome,
    symptoms: symptoms.map(redactSymptom),
    ...shownFrames(foldFrames(frames, refused ? frames.map(() => 'failure') : stream.roles)),
  };
}

/** A stream that was captured elsewhere, as if it had just been read. */
export function judgeCaptured(frames: Frame[], at: string): Attempt {
  return judgeAnswer({
    ...{ startedAt: at, durationMs: 0, status: 200, detail: null },
    ...{ sessionId: null, invocationId: null },
    frames,
    end: 'closed',
  });
}
