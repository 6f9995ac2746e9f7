import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEmulator } from '../../src/emulator/index.ts';
import type { openWorkbench } from './workbench.ts';

type WorkbenchOptions = NonNullable<Parameters<typeof openWorkbench>[0]>;

export interface EmbeddedCloud extends AsyncDisposable {
  /** What a workbench needs so that the extension looks at this cloud, signed in by its environment. */
  readonly options: Pick<WorkbenchOptions, 'env' | 'machineSettings'>;
}

/** Starts an embedded Azure as a cloud of its own, beside the one of the sample tenants. */
export async function startCloud(
  tenant: Parameters<typeof startEmulator>[0]['tenant'],
): Promise<EmbeddedCloud> {
  const emulator = await startEmulator({ tenant });
  const cloudFile = join(dirname(emulator.caFile), 'cloud.json');
  await writeFile(cloudFile, JSON.stringify(emulator.cloud));
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
    [Symbol.asyncDispose]: () => emulator.stop(),
  };
}
