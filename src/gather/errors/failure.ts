import type { UnknownReason } from '../../core/facts/fact.ts';

/** A read that ended without an answer for a reason that the product itself found out. */
export class ReadFailure extends Error {
  readonly reason: UnknownReason;

  /** `message` is a whole sentence for a person. */
  constructor(reason: UnknownReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadFailure';
    this.reason = reason;
  }
}

/** The service asks for a longer wait than the read has patience for. */
export class ThrottledError extends Error {
  readonly status: 429 | 503;
  readonly retryAfterSeconds: number;

  constructor(status: 429 | 503, retryAfterSeconds: number) {
    super(`Throttled; retry after ${retryAfterSeconds} s`);
    this.name = 'ThrottledError';
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request that is not on the list of reads. Nothing was sent. */
export class ReadOnlyViolationError extends Error {
  constructor(method: string, url: string) {
    super(`${method} ${url} is not a read that this product makes; it was not sent`);
    this.name = 'ReadOnlyViolationError';
  }
}
