import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { UsageError } from '../exit-codes.ts';
import { readTextFile } from './read-text-file.ts';

/** A path of a file as Bicep's analysis wants it: absolute, with slashes. */
export function toSlashes(path: string): string {
  return resolve(path).split(sep).join('/');
}

/** Folders in which nobody's own files are. */
const foreignFolders = new Set(['node_modules', '.git', '.hg', '.svn', 'dist', '.venv']);

/** The ignore files of a folder and of those above it, each with the folder that it counts from. */
type Ignores = { folder: string; matcher: Ignore }[];

/**
 * All files below a path, or the file itself, in order. Folders of other people's files and what
 * `.gitignore` names are left out; links to folders are not followed.
 * @throws {UsageError} Where the path does not exist.
 */
export async function findFiles(path: string): Promise<string[]> {
  let isFolder;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new UsageError(`${path} ${why}.`, { cause });
  }
  if (!isFolder) return [toSlashes(path)];
  const files: string[] = [];
  await collect(toSlashes(path), [], files);
  return files;
}

async function collect(folder: string, above: Ignores, files: string[]): Promise<void> {
  const ignores = [...above, ...(await ignoresOf(folder))];
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UsageError(`The folder ${folder} cannot be listed (${code}).`, { cause });
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder === '/' ? '' : folder}/${entry.name}`;
    if (isIgnored(path, entry.isDirectory(), ignores)) continue;
    if (!entry.isDirectory()) files.push(path);
    else if (!foreignFolders.has(entry.name)) await collect(path, ignores, files);
  }
}

async function ignoresOf(folder: string): Promise<Ignores> {
  const read = await readTextFile(join(folder, '.gitignore'));
  return 'text' in read ? [{ folder, matcher: ignore().add(read.text) }] : [];
}

function isIgnored(path: string, isFolder: boolean, ignores: Ignores): boolean {
  return ignores.some(({ folder, matcher }) =>
    matcher.ignores(`${path.slice(folder.length + 1)}${isFolder ? '/' : ''}`),
  );
}
