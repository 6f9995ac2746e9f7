import type { Fact } from '../../core/facts/fact.ts';

/** How long an answer serves others who ask the same. Milliseconds. */
const longestAge = 60_000;

/** Answers from a read that somebody else has under way or has just made, else by a read of its own. */
export type SharedReads<T> = (key: string, read: () => Promise<Fact<T>>) => Promise<Fact<T>>;

/**
 * For what many branches of an inventory have in common, such as an account's connections or a group
 * that holds roles above many subscriptions: read once for all of them, and anew for who comes later.
 * A failure serves only those who wait for it already, so that a retry is a new read.
 */
export function createSharedReads<T>(): SharedReads<T> {
  const reads = new Map<string, { startedAt: number; fact: Promise<Fact<T>> }>();
  return async function share(key, read): Promise<Fact<T>> {
    const now = Date.now();
    for (const [old, { startedAt }] of reads) {
      // They stand in the order in which they began.
      if (now - startedAt <= longestAge) break;
      reads.delete(old);
    }
    const others = reads.get(key);
    const mine = others ?? { startedAt: now, fact: read() };
    if (others === undefined) reads.set(key, mine);
    const fact = await mine.fact;
    if (fact.status === 'known') return fact;
    if (reads.get(key) === mine) reads.delete(key);
    // Whoever began the read cancelled it, which is no answer for anybody else.
    return fact.reason === 'cancelled' && others !== undefined ? share(key, read) : fact;
  };
}
