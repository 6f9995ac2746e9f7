import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { RunningEmulator } from '../emulator/index.ts';
import { UsageError } from './exit-codes.ts';
import { loadNamedSample, loadTenant } from './load-tenant.ts';

interface EmulatorOptions {
  sample?: string | true;
  tenant?: string;
  port?: number;
}

/** `foundry-identity emulator`: the embedded Azure on its own, for `az`, scripts and curiosity. */
export function emulatorCommand(): Command {
  return new Command('emulator')
    .description('run the embedded Azure until interrupted; prints one line of JSON')
    .addOption(new Option('--tenant <file>', 'tenant file to serve').conflicts('sample'))
    .option('--sample [name]', 'sample tenant to serve; default byok-401')
    .option('--port <number>', 'loopback port; default any free one', parsePort)
    .action(async (options: EmulatorOptions) => {
      const emulator = await start(options);
      try {
        console.log(JSON.stringify(await describe(emulator)));
        await interrupted();
      } finally {
        await emulator.stop();
      }
    });
}

async function start({ tenant: file, sample, port }: EmulatorOptions): Promise<RunningEmulator> {
  const tenant =
    file === undefined ? await loadNamedSample(sample ?? true) : await loadTenant(file);
  const { startEmulator } = await import('../emulator/index.ts');
  try {
    return await startEmulator({ tenant, ...(port !== undefined && { port }) });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * All that another program needs in order to use the emulator. The cloud is written to a file
 * beside the certificate, ready for `diagnose --cloud`; both go away with the emulator.
 */
async function describe(emulator: RunningEmulator): Promise<object> {
  const { origin, port, caFile, cloud, signIn, signIns, managedIdentityOrigin } = emulator;
  const cloudFile = join(dirname(caFile), 'cloud.json');
  await writeFile(cloudFile, `${JSON.stringify(cloud, null, 2)}\n`);
  return { origin, port, caFile, cloudFile, cloud, signIn, signIns, managedIdentityOrigin };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  }
  return port;
}

/** Resolves when the process is asked to end, by Ctrl+C or by whoever started it. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
