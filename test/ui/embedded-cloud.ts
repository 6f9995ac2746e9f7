import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import { startEmulator } from '../../src/emulator/index.ts';
import type { openWorkbench } from './workbench.ts';

type WorkbenchOptions = NonNullable<Parameters<typeof openWorkbench>[0]>;
type Tenant = Parameters<typeof startEmulator>[0]['tenant'];

export interface EmbeddedCloud extends AsyncDisposable {
  /** What a workbench needs so that the extension looks at this cloud, signed in by its environment. */
  readonly options: Pick<WorkbenchOptions, 'env' | 'machineSettings'>;
  /** Replaces the faults of the running cloud. */
  setFaults(faults: Record<string, { path: string; delayMs?: number }>): Promise<void>;
}

/** Starts an embedded Azure as a cloud of its own, beside the one of the sample tenants. */
export async function startCloud(
  tenant: Tenant,
  more: { portal?: string } = {},
): Promise<EmbeddedCloud> {
  const emulator = await startEmulator({ tenant });
  const cloudFile = join(dirname(emulator.caFile), 'cloud.json');
  await writeFile(cloudFile, JSON.stringify({ ...emulator.cloud, ...more }));
  const { tenantId, clientId, clientSecret } = emulator.signIn;
  return {
    options: {
      env: {
        AZURE_TENANT_ID: tenantId,
        AZURE_CLIENT_ID: clientId,
        AZURE_CLIENT_SECRET: clientSecret,
        NODE_EXTRA_CA_CERTS: emulator.caFile,
      },
      machineSettings: {
        'foundryIdentity.cloudFile': cloudFile,
        'foundryIdentity.signIn': 'environment',
      },
    },
    setFaults: (faults) =>
      new Promise((resolve, reject) => {
        request(
          `${emulator.origin}/_emulator/faults`,
          { method: 'PUT', ca: emulator.ca, headers: { 'content-type': 'application/json' } },
          (response) => {
            response.resume();
            if (response.statusCode === 200) resolve();
            else reject(new Error(`The faults were not taken: HTTP ${response.statusCode}.`));
          },
        )
          .on('error', reject)
          .end(JSON.stringify(faults));
      }),
    [Symbol.asyncDispose]: () => emulator.stop(),
  };
}
