import type { Asked, DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { publicCloud } from '../core/arm/cloud.ts';
import { loadCloudFile, type TrustedCloud } from '../gather/cloud-file.ts';
import { CancelledError } from './exit-codes.ts';
import type { Tenant } from './load-tenant.ts';
import { progressPrinter } from './progress.ts';

/** Gathers from the embedded Azure, started for this one diagnosis and stopped after it. */
export async function gatherFromTenant(tenant: Tenant, asked: Asked): Promise<DiagnosisFacts> {
  const [{ startEmulator }, { createCredential, gatherFacts }] = await Promise.all([
    import('../emulator/index.ts'),
    import('../gather/index.ts'),
  ]);
  const emulator = await startEmulator({ tenant });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    return await untilInterrupted((signal) =>
      gatherFacts({ asked, cloud, ca, credential, signal, ...progressPrinter() }),
    );
  } finally {
    await emulator.stop();
  }
}

/** Gathers from the Azure that a cloud file describes, as whoever is signed in on this machine. */
export async function gatherFromAzure(
  cloudFile: string | undefined,
  asked: Asked,
): Promise<DiagnosisFacts> {
  const { cloud, ca }: TrustedCloud =
    cloudFile === undefined ? { cloud: publicCloud } : await loadCloudFile(cloudFile);
  const { createCredential, gatherFacts } = await import('../gather/index.ts');
  const credential = createCredential(cloud, { ca });
  return untilInterrupted((signal) =>
    gatherFacts({
      ...{ asked, cloud, credential, signal },
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
