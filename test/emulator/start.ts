import { ClientSecretCredential } from '@azure/identity';
import { afterEach } from 'vitest';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import { mergePatch, type Json } from '../../src/emulator/tenant/merge-patch.ts';
import { parseTenant } from '../../src/emulator/tenant/load.ts';

const running: RunningEmulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
});

/** Serves a sample, with a patch over it where one is given, until the test ends. */
export async function serve(
  sample: string,
  patch: Json = {},
  now?: () => Date,
): Promise<RunningEmulator> {
  const tenant = parseTenant(mergePatch(loadSample(sample) as Json, patch), 'The test tenant');
  const emulator = await startEmulator({ tenant, ...(now === undefined ? {} : { now }) });
  running.push(emulator);
  return emulator;
}

/** The real credential, signed in as one of the tenant's applications. */
export function credentialOf(
  emulator: RunningEmulator,
  application = 'doctor',
): ClientSecretCredential {
  const signIn = emulator.signIns[application];
  if (signIn === undefined) throw new Error(`The tenant has no application ${application}.`);
  return new ClientSecretCredential(signIn.tenantId, signIn.clientId, signIn.clientSecret, {
    authorityHost: emulator.origin,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: emulator.ca },
  });
}
