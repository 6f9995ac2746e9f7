import { publicCloud } from '../core/arm/cloud.ts';
import { loadCloudFile, type TrustedCloud } from '../gather/cloud-file.ts';
import type { ConnectionRequest } from '../gather/index.ts';
import { CancelledError } from './exit-codes.ts';
import { loadNamedSample, loadTenant, type Tenant } from './load-tenant.ts';
import { progressPrinter } from './progress.ts';
import type { Source } from './source.ts';

/** Reads something over a connection: what {@link gatherFrom} is given to do. */
type Gather<T> = (connection: ConnectionRequest) => Promise<T>;

/** Gathers from the Azure that the command line names; without a name, from the public cloud. */
export async function gatherFrom<T>(source: Source, gather: Gather<T>): Promise<T> {
  if (source.sample === undefined && source.tenant === undefined) {
    return gatherFromAzure(source.cloud, gather);
  }
  const tenant =
    source.tenant === undefined
      ? await loadNamedSample(source.sample ?? true)
      : await loadTenant(source.tenant);
  const gathered = await gatherFromTenant(tenant, gather);
  // The commands of the report reach nothing any more: somebody who copies them should know why.
  if (process.stderr.isTTY) {
    console.error(
      'The embedded Azure of this run has stopped. `foundry-identity emulator` keeps one running, for `--cloud` and for az.',
    );
  }
  return gathered;
}

/** Gathers from the embedded Azure, started for this one run and stopped after it. */
async function gatherFromTenant<T>(tenant: Tenant, gather: Gather<T>): Promise<T> {
  const [{ startEmulator }, { createCredential }] = await Promise.all([
    import('../emulator/index.ts'),
    import('../gather/index.ts'),
  ]);
  const emulator = await startEmulator({ tenant });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    return await untilInterrupted((signal) =>
      gather({ cloud, ca, credential, signal, ...progressPrinter() }),
    );
  } finally {
    await emulator.stop();
  }
}

/** Gathers from the Azure that a cloud file describes, as whoever is signed in on this machine. */
async function gatherFromAzure<T>(cloudFile: string | undefined, gather: Gather<T>): Promise<T> {
  const { cloud, ca }: TrustedCloud =
    cloudFile === undefined ? { cloud: publicCloud } : await loadCloudFile(cloudFile);
  const { createCredential } = await import('../gather/index.ts');
  const credential = createCredential(cloud, { ca });
  return untilInterrupted((signal) =>
    gather({
      ...{ cloud, credential, signal },
      ...(ca !== undefined && { ca }),
      ...progressPrinter(),
    }),
  );
}

/** Runs until it ends or the human presses Ctrl+C; a second Ctrl+C kills the process as usual. */
async function untilInterrupted<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort(new CancelledError());
  };
  process.once('SIGINT', interrupt);
  try {
    return await task(controller.signal);
  } finally {
    process.off('SIGINT', interrupt);
  }
}
