import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

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
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
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
