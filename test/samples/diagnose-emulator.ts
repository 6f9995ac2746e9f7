import { diagnose } from '../../src/core/diagnose.ts';
import { CloudSchema } from '../../src/core/arm/cloud.ts';
import type { Asked, DiagnosisFacts } from '../../src/core/facts/diagnosis-facts.ts';
import type { Report } from '../../src/core/report/report.ts';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { createCredential, gatherFacts } from '../../src/gather/index.ts';

/** Gathers the facts of a running embedded Azure over the wire, signed in as its own application. */
export async function gatherEmulator(
  emulator: RunningEmulator,
  asked: Asked = {},
): Promise<DiagnosisFacts> {
  const cloud = CloudSchema.parse(emulator.cloud);
  const { ca, signIn } = emulator;
  const credential = createCredential(cloud, { ca, kind: 'secret', ...signIn });
  return gatherFacts({ asked, cloud, credential, ca });
}

/** The whole diagnosis of a running embedded Azure. */
export async function diagnoseEmulator(
  emulator: RunningEmulator,
  asked: Asked = {},
): Promise<Report> {
  return diagnose(await gatherEmulator(emulator, asked));
}
