import { AsyncLocalStorage } from 'node:async_hooks';

const signals = new AsyncLocalStorage<AbortSignal | undefined>();

/**
 * Runs one call of many that share their clients, so that its signal ends the requests made on its
 * behalf and no others. The asynchronous context carries it, since the SDKs offer no single way.
 */
export function withCallSignal<T>(signal: AbortSignal | undefined, run: () => T): T {
  return signals.run(signal, run);
}

/** The signal of the call on whose behalf the current request is made. */
export function signalOfCall(): AbortSignal | undefined {
  return signals.getStore();
}
