import { judgeAnswer, type Attempt } from '../../core/verify/attempt.ts';
import { frameName } from '../../core/verify/fold-frames.ts';
import type { Freshness } from '../../core/verify/freshness.ts';
import { mayPass } from '../../core/verify/repeat.ts';
import {
  toVerification,
  type Verification,
  type VerifiedAgent,
} from '../../core/verify/verification.ts';
import { pause } from '../pause.ts';
import { invokeAgent, type InvokeRequest } from './invoke-agent.ts';

/** How a verification goes on, for who watches. */
export type VerifyEvent =
  | { kind: 'call'; number: number; of: number }
  | { kind: 'frame'; name: string; count: number }
  | { kind: 'ended'; number: number; of: number; attempt: Attempt }
  | { kind: 'pause'; ms: number };

export interface VerifyRequest extends Omit<InvokeRequest, 'target' | 'onFrame'> {
  subject: VerifiedAgent;
  /** Shown in the result: why a denial may pass. */
  freshness: Freshness | null;
  /** The most calls, the first one included, and the pause between two. Milliseconds. */
  repetition: { calls: number; pauseMs: number };
  onEvent?: (event: VerifyEvent) => void;
}

/**
 * Invokes an agent until its answer can be believed: once where it answers, and again while it is
 * denied in a way that may pass. Rejects only as {@link invokeAgent} does.
 */
export async function verifyAgent(request: VerifyRequest): Promise<Verification> {
  const { subject, freshness, repetition, signal, onEvent } = request;
  const of = Math.max(1, repetition.calls);
  const attempts: Attempt[] = [];
  for (let number = 1; number <= of; number++) {
    onEvent?.({ kind: 'call', number, of });
    const answer = await invokeAgent({
      ...request,
      target: subject,
      onFrame: (frame, index) => {
        onEvent?.({ kind: 'frame', name: frameName(frame), count: index + 1 });
      },
    });
    const attempt = judgeAnswer(answer);
    attempts.push(attempt);
    onEvent?.({ kind: 'ended', number, of, attempt });
    if (!mayPass(attempt) || number === of) break;
    onEvent?.({ kind: 'pause', ms: repetition.pauseMs });
    await pause(repetition.pauseMs, signal);
  }
  return toVerification(subject, freshness, attempts);
}
