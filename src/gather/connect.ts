import { setTimeout } from 'node:timers/promises';
import type { Caller } from '../core/facts/diagnosis-facts.ts';
import type { Fact } from '../core/facts/fact.ts';
import { callerOf } from './credential/caller.ts';
import { ReadFailure } from './errors/failure.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Clients } from './pipeline/clients.ts';
import { patienceOfDiagnosis } from './pipeline/patience-policy.ts';
import type { ConnectionRequest } from './request.ts';

/**
 * Evaluating the SDKs keeps the processor busy for about 60 ms. It begins this much later than the
 * sign-in, whose requests have left for the network by then. Milliseconds.
 */
const headStart = 40;

/** What every run has before its first read: who is signed in, the clients, and the ledger. */
export interface Connection {
  caller: Fact<Caller>;
  clients: Clients;
  ledger: Ledger;
}

/**
 * Signs in to ARM and makes the clients. `audiences` are those that the run will need tokens of,
 * beside ARM's. A sign-in that fails is an unknown caller.
 */
export async function connect(
  request: ConnectionRequest,
  audiences: string[],
): Promise<Connection> {
  const { cloud, credential, ca, signal, onProgress } = request;
  const authority = new URL(cloud.authority).host;
  const ledger = createLedger({ onProgress, signal });
  const signingIn = ledger.fact('sign-in', `who you are at ${authority}`, () => signIn(request));
  warmUp(request, audiences);
  await Promise.race([signingIn, setTimeout(headStart)]);
  const { createClients } = await import('./pipeline/clients.ts');
  const caller = await signingIn;
  ledger.finish('sign-in', caller.status === 'known' ? caller.value.name : 'not signed in');
  const patience = patienceOfDiagnosis;
  return {
    caller,
    ledger,
    clients: createClients({ cloud, credential, ca, signal, patience, ledger }),
  };
}

/** Runs a task that the signal ends at once, with the signal's reason, whatever still hangs. */
export async function untilAborted<T>(
  signal: AbortSignal | undefined,
  task: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  if (signal === undefined) return task();
  let stop: (() => void) | undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([task(), cancelled]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Signs in to ARM; whoever is signed in already is only read off the token. */
export async function signIn({ cloud, credential, signal }: ConnectionRequest): Promise<Caller> {
  const token = await credential.getToken(`${cloud.arm.audience}/.default`, {
    ...(signal && { abortSignal: signal }),
  });
  if (token === null) {
    throw new ReadFailure(
      'not-signed-in',
      'You are not signed in to Azure: run `az login` or `azd auth login`, then try again.',
    );
  }
  return callerOf(token.token);
}

/**
 * Asks for the other services' tokens while ARM's is on its way, so that no later read waits for
 * one. A failure here says nothing yet: the read that needs the token will fail with it and tell.
 */
function warmUp({ credential }: ConnectionRequest, audiences: string[]): void {
  for (const audience of audiences) {
    credential.getToken(`${audience}/.default`).catch(() => undefined);
  }
}
