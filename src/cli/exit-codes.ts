import type { AnswerVerdict } from '../core/questions/answer.ts';
import type { Outcome } from '../core/rules/finding.ts';
import type { AttemptOutcome } from '../core/verify/attempt.ts';
import type { WatchOutcome } from '../core/watch/words.ts';

/** What the process says to scripts. 64, 70 and 74 are those of sysexits.h, 130 is the shell's. */
export const exitCodes = {
  success: 0,
  wrongUsage: 64,
  ownFault: 70,
  outputFailed: 74,
  cancelled: 130,
} as const;

/** The exit code of a diagnosis that came to an end. */
export const outcomeExitCodes: Record<Outcome, number> = {
  healthy: 0,
  problem: 1,
  inconclusive: 2,
};

/** The exit code of a question that was answered, if only with "nobody can tell". */
export const verdictExitCodes: Record<AnswerVerdict, number> = {
  yes: 0,
  no: 1,
  unknown: 2,
};

/** The exit code of `lint`: what was found counts more than what could not be read. */
export const lintExitCodes = { clean: 0, findings: 1, incomplete: 2 } as const;

/** The exit code of `explain`. */
export const explanationExitCodes = { known: 0, unknown: 2 } as const;

/** The exit code of `verify`. */
export const verificationExitCodes: Record<AttemptOutcome, number> = {
  answered: 0,
  recovered: 0,
  'silent-denial': 1,
  failed: 1,
  refused: 1,
  'cut-off': 2,
  unclear: 2,
  'no-answer': 2,
};

/** The exit code of `logs`: what was read counts more than what may be missing. */
export const logExitCodes = { quiet: 0, refusal: 1, incomplete: 2 } as const;

/** The exit code of `watch`. */
export const watchExitCodes: Record<WatchOutcome, number> = {
  fixed: 0,
  'not-that': 1,
  'still-propagating': 2,
  undecided: 2,
};

/** The human asked for something that cannot be done as asked. The message is one whole sentence. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** The human pressed Ctrl+C. */
export class CancelledError extends Error {
  constructor() {
    super('Cancelled.');
    this.name = 'CancelledError';
  }
}
