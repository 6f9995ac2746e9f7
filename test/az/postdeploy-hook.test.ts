import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { postdeployScripts } from '../../src/azd/postdeploy-scripts.ts';
import { loadSample, startEmulator } from '../../src/emulator/index.ts';
import { diagnoseEmulator } from '../samples/diagnose-emulator.ts';
import { azIsInstalled, loginWithAz } from './az-login.ts';

const run = promisify(execFile);

const account =
  '/subscriptions/3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915/resourceGroups/rg-shop/providers/Microsoft.CognitiveServices/accounts/contoso-foundry';
const principal = '7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52';

it.skipIf(!azIsInstalled)(
  'the postdeploy hook mends the sample, and does no harm twice',
  async () => {
    const emulator = await startEmulator({ tenant: loadSample('byok-401') });
    const folder = await mkdtemp(join(tmpdir(), 'foundry-identity-hook-'));
    try {
      await using login = await loginWithAz(emulator);
      const [script] = postdeployScripts(['concierge']);
      await writeFile(join(folder, 'hook.sh'), script?.text ?? '');
      // There is no azd here: it answers as its documentation says.
      const agent = JSON.stringify({ instance_identity: { principal_id: principal } });
      await writeFile(join(folder, 'azd'), `#!/bin/sh\necho '${agent}'\n`);
      await chmod(join(folder, 'azd'), 0o755);
      const hook = (apply: string) =>
        run('sh', [join(folder, 'hook.sh')], {
          env: {
            ...login.environment,
            PATH: `${folder}${delimiter}${process.env['PATH']}`,
            AZURE_AI_PROJECT_ID: `${account}/projects/shop`,
            FOUNDRY_IDENTITY_APPLY: apply,
          },
        });

      await hook('0');
      expect((await diagnoseEmulator(emulator)).outcome).toBe('problem');
      await hook('1');
      expect((await hook('1')).stdout).toContain('Granted: ');
      expect((await diagnoseEmulator(emulator)).outcome).not.toBe('problem');
    } finally {
      await rm(folder, { recursive: true, force: true });
      await emulator.stop();
    }
  },
);
