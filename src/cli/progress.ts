import type { GatherRequest } from '../gather/index.ts';

/** Prints one line per finished step where a human watches stderr; scripts see nothing. */
export function progressPrinter(): Pick<GatherRequest, 'onProgress'> {
  if (!process.stderr.isTTY) return {};
  return {
    onProgress({ step, state, reads, message }) {
      if (state === 'finished') console.error(`${step}: ${message} (${reads} reads)`);
    },
  };
}
