import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  hookScripts,
  isAzureYaml,
  isEvidence,
  readEvidence,
  type AzdEvidence,
} from '../../azd/evidence.ts';
import { resolvePath } from '../../bicep/paths.ts';
import type { BicepFile, Expression, Statement } from '../../bicep/syntax/nodes.ts';
import { plainString } from '../../bicep/syntax/plain-string.ts';
import { createBicepWorkspace, type BicepWorkspace } from '../../bicep/workspace.ts';
import { UsageError } from '../exit-codes.ts';
import { findFiles, toSlashes } from './find-files.ts';
import { readTextFile } from './read-text-file.ts';

/** What was read for a run. Paths are absolute, with slashes. */
export interface LoadedWorkspace {
  workspace: BicepWorkspace;
  evidence: AzdEvidence;
  /** The files that were asked about. Others were read because these use them. */
  asked: ReadonlySet<string>;
  /** The texts that findings may lie in. */
  texts: ReadonlyMap<string, string>;
  /** Files that could not be read, with the reason as the rest of a sentence. */
  unread: { path: string; reason: string }[];
}

const isBicep = (path: string): boolean => /\.bicep(?:param)?$/i.test(path);

/** Data that templates load, and values of parameters beside them. */
const isData = (path: string): boolean => /\.(?:json|jsonc)$/i.test(path);

/**
 * Reads the Bicep files below the given paths, the local modules that they use wherever those are,
 * and the azd projects that they belong to.
 * @throws {UsageError} Where a path does not exist, or nothing below the paths is Bicep.
 */
export async function loadWorkspace(paths: string[]): Promise<LoadedWorkspace> {
  const found = new Set((await Promise.all(paths.map(findFiles))).flat());
  const asked = new Set([...found].filter(isBicep));
  if (asked.size === 0) throw new UsageError(`There is no Bicep file in ${paths.join(', ')}.`);
  const loaded = { texts: new Map<string, string>(), unread: [] as LoadedWorkspace['unread'] };
  const workspace = createBicepWorkspace();
  const read = async (path: string): Promise<string | null> => {
    const result = await readTextFile(path);
    if ('unread' in result) {
      if (isBicep(path)) loaded.unread.push({ path, reason: result.unread });
      return null;
    }
    loaded.texts.set(path, result.text);
    return result.text;
  };

  const pending = [...found].filter((path) => isBicep(path) || isData(path));
  const seen = new Set(pending);
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const text = await read(path);
    if (text === null) continue;
    workspace.set(path, text);
    for (const used of usedFiles(path, workspace.file(path))) {
      if (!seen.has(used) && existsSync(used)) {
        seen.add(used);
        pending.push(used);
      }
    }
  }

  const tops = paths.map((path) => repositoryOf(toSlashes(path)));
  await readLoadedFiles(workspace, read, (path) => tops.some((top) => path.startsWith(`${top}/`)));

  const evidenceFiles = new Set([...found, ...(await azdFilesAround(paths))].filter(isEvidence));
  for (const path of evidenceFiles) {
    const text = await read(path);
    if (text === null || !isAzureYaml(path)) continue;
    // azure.yaml also says which template azd deploys.
    workspace.set(path, text);
    // The set grows while it is gone through: hooks may run scripts that lie elsewhere.
    for (const script of hookScripts(path, text).filter(existsSync)) evidenceFiles.add(script);
  }
  const evidence = readEvidence([...loaded.texts].filter(([path]) => evidenceFiles.has(path)));
  return { workspace, evidence, asked, ...loaded };
}

/** What a loaded file names is loaded by other names in it so often, and then no more. */
const mostRounds = 4;

/**
 * Reads the files that templates load as text, JSON or YAML, which only their evaluation shows. A
 * template of somebody else's shall not make a run read beyond the repository.
 */
async function readLoadedFiles(
  workspace: BicepWorkspace,
  read: (path: string) => Promise<string | null>,
  isInside: (path: string) => boolean,
): Promise<void> {
  const seen = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const missing = workspace
      .analyse()
      .missing()
      .filter((path) => !seen.has(path) && isInside(path));
    if (missing.length === 0) return;
    for (const path of missing) {
      seen.add(path);
      const text = existsSync(path) ? await read(path) : null;
      if (text !== null) workspace.set(path, text);
    }
  }
}

/** The repository that a path lies in; the folder itself, or that of the file, outside of one. */
function repositoryOf(path: string): string {
  for (let folder = path; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(`${folder}/.git`)) return folder;
  }
  return isBicep(path) ? dirname(path) : path;
}

/** The local files that a file names as modules, imports and templates, and its parameters' values. */
function usedFiles(path: string, file: BicepFile | undefined): string[] {
  const named = (file?.statements ?? []).flatMap((statement) => {
    const reference = referenceOf(statement);
    const name = reference === null ? null : plainString(reference);
    const resolved = name === null ? null : resolvePath(path, name);
    return resolved === null ? [] : [resolved];
  });
  return path.endsWith('.bicep') ? [...named, path.replace(/\.bicep$/, '.parameters.json')] : named;
}

function referenceOf(statement: Statement): Expression | null {
  switch (statement.kind) {
    case 'module':
    case 'using':
    case 'extends':
      return statement.reference;
    case 'import':
      return statement.from;
    default:
      return null;
  }
}

/** azure.yaml beside or above the paths, and the scripts that lie beside it. */
async function azdFilesAround(paths: string[]): Promise<string[]> {
  const projects = new Set(paths.map((path) => projectFolder(toSlashes(path))));
  const folders = [...projects].filter((folder) => folder !== null);
  const found = folders.flatMap((folder) =>
    ['infra', 'scripts', 'hooks'].map((name) => `${folder}/${name}`).filter(existsSync),
  );
  const scripts = (await Promise.all(found.map(findFiles))).flat();
  const named = folders.flatMap((folder) =>
    ['azure.yaml', 'azure.yml'].map((name) => `${folder}/${name}`).filter(existsSync),
  );
  return [...named, ...scripts].filter((path) => isAzureYaml(path) || isEvidence(path));
}

/** The nearest folder upwards that holds an azure.yaml, as far as the repository goes. */
function projectFolder(path: string): string | null {
  const here = ['azure.yaml', 'azure.yml'].some((name) => existsSync(`${path}/${name}`));
  if (here) return path;
  const above = dirname(path);
  return above === path || existsSync(`${path}/.git`) ? null : projectFolder(above);
}
