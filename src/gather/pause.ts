import { setTimeout } from 'node:timers/promises';

/** Waits, and rejects with the signal's own reason where it is cancelled. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(ms, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
