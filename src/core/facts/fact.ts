/**
 * Why a read gave no answer. Each reason asks something different of the human, so none of them is
 * ever folded into an empty list.
 */
export type UnknownReason =
  | 'not-signed-in'
  | 'refused'
  | 'not-found'
  | 'throttled'
  | 'unreachable'
  | 'cut-off'
  | 'malformed'
  | 'incomplete'
  | 'server-error'
  | 'cancelled'
  | 'not-read';

/** A value that was read, with the read that gave it. */
export interface Known<T> {
  status: 'known';
  value: T;
  /** Id of the read in {@link DiagnosisFacts.reads}, or what the value was derived from. */
  source: string;
  /** When it was read: ISO 8601, UTC. */
  at: string;
}

/** A value that could not be read. `detail` is one redacted sentence for a person. */
export interface Unknown {
  status: 'unknown';
  reason: UnknownReason;
  detail: string;
  source: string;
  at: string;
}

export type Fact<T> = Known<T> | Unknown;

/** The value if it is known, else undefined. For display only; a rule must look at the status. */
export function valueOf<T>(fact: Fact<T>): T | undefined {
  return fact.status === 'known' ? fact.value : undefined;
}
