import type { Fact, Known, Unknown, UnknownReason } from '../core/facts/fact.ts';
import { redact } from '../core/redact.ts';

/** A value that was read, stamped with the time. `source` is a read's id, or what it came from. */
export function known<T>(value: T, source: string): Known<T> {
  return { status: 'known', value, source, at: new Date().toISOString() };
}

/** A value that could not be read. `detail` is one sentence; secrets are taken out of it here. */
export function unknown(reason: UnknownReason, detail: string, source = 'none'): Unknown {
  return {
    status: 'unknown',
    reason,
    detail: redact(detail),
    source,
    at: new Date().toISOString(),
  };
}

/** What was never asked for, because something that it needs is missing. */
export function notRead(because: string): Unknown {
  return unknown('not-read', `Not read, because ${because}`);
}

/** The fact about a part of a known fact's value; an unknown fact stays as it is. */
export function mapFact<T, R>(fact: Fact<T>, derive: (value: T) => R): Fact<R> {
  return fact.status === 'known' ? { ...fact, value: derive(fact.value) } : fact;
}
