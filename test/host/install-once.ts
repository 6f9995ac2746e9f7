import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes sure that `folder` exists and is complete, and returns it. `fill` writes into a temporary
 * folder beside it, which gets its final name only when `fill` has finished: an interrupted
 * installation leaves nothing that a later run would take for a good one.
 */
export async function installOnce(
  folder: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<string> {
  if (existsSync(folder)) {
    return folder;
  }
  await mkdir(dirname(folder), { recursive: true });
  await removeInterrupted(folder);
  const unfinished = `${folder}.unfinished-${process.pid}`;
  await mkdir(unfinished);
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have finished the same installation in the meantime; its result is as good.
    if (!existsSync(folder)) {
      throw error;
    }
  }
  return folder;
}

/** Removes what installations left behind whose process was ended; running ones are left alone. */
async function removeInterrupted(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.unfinished-`;
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)))) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    // The system knows no such process.
    return false;
  }
}
