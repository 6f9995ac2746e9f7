import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageInto } from '../../scripts/checks/vsix.ts';
import { repository } from '../host/paths.ts';
import type { Figure } from './figure.ts';

/** Sizes of what users download and of what VS Code loads at activation, as released. */
export async function benchSize(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'foundry-identity-bench-'));
  try {
    const file = join(scratch, 'extension.vsix');
    const packaging = await packageInto(file);
    if (packaging.exitCode !== 0) throw new Error(packaging.output);
    const extension = (await stat(join(repository, 'dist/extension.js'))).size;
    const vsix = (await stat(file)).size;
    const pictures = await sizeOfFolder(join(repository, 'media/screenshots'));
    return [
      { name: 'extension.js', value: extension / 1000, unit: 'kB', limit: 100 },
      {
        name: 'VSIX without the pictures',
        value: (vsix - pictures) / 1000,
        unit: 'kB',
        limit: 1000,
      },
      { name: 'VSIX', value: vsix / 1000, unit: 'kB' },
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function sizeOfFolder(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = names.map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
