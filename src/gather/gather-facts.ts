import { setTimeout } from 'node:timers/promises';
import type { Caller, DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { callerOf } from './credential/caller.ts';
import { ReadFailure } from './errors/failure.ts';
import { findNothing, investigate } from './investigation.ts';
import { createLedger } from './ledger.ts';
import type { GatherRequest } from './request.ts';

/**
 * Evaluating the SDKs keeps the processor busy for about 60 ms. It begins this much later than the
 * sign-in, whose requests have left for the network by then. Milliseconds.
 */
const headStart = 40;

/**
 * Reads everything that a diagnosis can know. Whatever cannot be read is an unknown fact with its
 * reason, so the facts are always complete; only a cancelled run rejects, with the signal's reason.
 */
export async function gatherFacts(request: GatherRequest): Promise<DiagnosisFacts> {
  const { signal } = request;
  signal?.throwIfAborted();
  if (signal === undefined) return gather(request);
  let stop: (() => void) | undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([gather(request), cancelled]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

async function gather(request: GatherRequest): Promise<DiagnosisFacts> {
  const { asked, cloud, credential, ca, signal, onProgress, choose } = request;
  const authority = new URL(cloud.authority).host;
  const ledger = createLedger({ onProgress, signal });
  const signingIn = ledger.fact('sign-in', `who you are at ${authority}`, () => signIn(request));
  warmUp(request);
  await Promise.race([signingIn, setTimeout(headStart)]);
  const { createClients } = await import('./pipeline/clients.ts');
  const caller = await signingIn;
  ledger.finish('sign-in', caller.status === 'known' ? caller.value.name : 'not signed in');
  const clients = createClients({ cloud, credential, ca, signal, ledger });
  const findings =
    caller.status === 'known'
      ? await investigate({
          asked,
          callerId: caller.value.objectId,
          cloud,
          clients,
          ledger,
          choose,
        })
      : findNothing('nobody is signed in.');
  return {
    schemaVersion: 1,
    at: new Date().toISOString(),
    cloud,
    asked,
    caller,
    ...findings,
    steps: ledger.timings(),
    reads: ledger.reads(),
  };
}

async function signIn({ cloud, credential, signal }: GatherRequest): Promise<Caller> {
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
function warmUp({ cloud, credential }: GatherRequest): void {
  for (const { audience } of [cloud.foundry, cloud.logAnalytics, cloud.graph]) {
    credential.getToken(`${audience}/.default`).catch(() => undefined);
  }
}
