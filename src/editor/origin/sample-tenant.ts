import * as vscode from 'vscode';
import type { RunningEmulator } from '../../emulator/index.ts';
import { UserError } from '../commands/user-error.ts';
import type { Log } from '../log.ts';

/** The embedded Azure inside this extension host: at most one sample tenant at a time. */
export interface SampleTenant {
  /**
   * The running sample of that name; another one that ran is stopped. It keeps running, so that a
   * fix made in it with the human's own tools shows in the next diagnosis.
   */
  start(name: string): Promise<RunningEmulator>;
  /** Names and descriptions of the samples that ship, the default first. */
  list(): Promise<{ name: string; description: string }[]>;
  /** Stops the sample that runs, and forgets what was changed in it. */
  stop(): Promise<void>;
}

/** The context key that shows the command that stops the sample. */
const runningKey = 'foundryIdentity.sampleRunning';

export function createSampleTenant(log: Log): SampleTenant {
  let running: { name: string; emulator: Promise<RunningEmulator> } | undefined;

  const stop = async (): Promise<void> => {
    const stopping = running;
    if (stopping === undefined) return;
    running = undefined;
    await vscode.commands.executeCommand('setContext', runningKey, false);
    await (await stopping.emulator).stop();
    log.info(`Sample tenant ${stopping.name} stopped.`);
  };

  const start = async (name: string): Promise<RunningEmulator> => {
    if (running?.name === name) return running.emulator;
    await stop();
    const starting = { name, emulator: startSample(name) };
    running = starting;
    try {
      const emulator = await starting.emulator;
      await vscode.commands.executeCommand('setContext', runningKey, true);
      log.info(`Sample tenant ${name} runs at ${emulator.origin}; CA file ${emulator.caFile}.`);
      return emulator;
    } catch (error) {
      running = undefined;
      throw error;
    }
  };

  return { start, stop, list };
}

async function startSample(name: string): Promise<RunningEmulator> {
  const { loadSample, sampleNames, startEmulator } = await import('../../emulator/index.ts');
  if (!sampleNames.includes(name)) {
    throw new UserError(
      `There is no sample tenant named "${name}". The samples are: ${sampleNames.join(', ')}.`,
    );
  }
  return startEmulator({ tenant: loadSample(name) });
}

async function list(): Promise<{ name: string; description: string }[]> {
  const { loadSample, sampleNames } = await import('../../emulator/index.ts');
  return sampleNames.map((name) => ({ name, description: loadSample(name).description }));
}
