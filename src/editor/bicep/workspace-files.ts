import * as vscode from 'vscode';
import type { Log } from '../log.ts';
import { pathOf } from './paths.ts';

/** What happens to a file: its present text, or that it is gone. */
export interface FileChange {
  uri: vscode.Uri;
  path: string;
  text: string | null;
}

export interface WorkspaceFiles extends vscode.Disposable {
  /** The URI of a file that was handed over. */
  uriOf(path: string): vscode.Uri | undefined;
  /** Hands these files over as well, wanted or not, and keeps up with each. Resolves when all are read. */
  follow(files: vscode.Uri[]): Promise<void>;
}

export interface WorkspaceFilesOptions {
  /** Which files are wanted, as a glob for the search and as a test of one path. */
  glob: string;
  accepts: (path: string) => boolean;
  /** Called with each wanted file once, and again whenever its text changes. */
  onChange: (changes: FileChange[]) => void;
  log: Log;
}

/** Folders that hold copies and packages, never somebody's own templates. */
const excluded = '**/{node_modules,.git,dist,out,bin,obj,.venv}/**';

/** Larger files are data, and no template or script. */
const largest = 2_000_000;

/** Files that are read at the same time. */
const batch = 64;

/** Changes on disk that come together are handed over together. */
const quietTime = 100;

/**
 * Hands over the wanted files of the workspace and keeps up with them: an open document, saved or
 * not, stands before what is on disk, and untitled and virtual documents count as well. Resolves
 * when all are read.
 */
export async function followWorkspaceFiles(
  options: WorkspaceFilesOptions,
): Promise<WorkspaceFiles> {
  const { glob, accepts, onChange, log } = options;
  const uris = new Map<string, vscode.Uri>();
  /** What watches each of the files that are followed one by one. */
  const followed = new Map<string, vscode.Disposable>();
  const follows = (path: string): boolean => followed.has(path) || accepts(path);
  const stopped = new vscode.CancellationTokenSource();
  const openPaths = (): Set<string> =>
    new Set(vscode.workspace.textDocuments.map(({ uri }) => pathOf(uri)));

  const handOver = (changes: FileChange[]): void => {
    for (const { path, uri, text } of changes) {
      if (text === null) uris.delete(path);
      else uris.set(path, uri);
    }
    if (changes.length > 0) onChange(changes);
  };

  const takeDocument = (document: vscode.TextDocument): void => {
    const { uri } = document;
    if (!isWanted(document, follows)) return;
    handOver([{ uri, path: pathOf(uri), text: document.getText() }]);
  };

  const readFromDisk = async (found: vscode.Uri[]): Promise<void> => {
    for (let start = 0; start < found.length; start += batch) {
      if (stopped.token.isCancellationRequested) return;
      const read = await Promise.all(
        found.slice(start, start + batch).map(async (uri): Promise<FileChange> => {
          return { uri, path: pathOf(uri), text: await readText(uri, log) };
        }),
      );
      const open = openPaths();
      handOver(read.filter(({ path }) => !open.has(path)));
    }
  };

  const waiting = new Map<string, vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  const readSoon = (uri: vscode.Uri): void => {
    if (!follows(pathOf(uri))) return;
    waiting.set(uri.toString(), uri);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const due = [...waiting.values()];
      waiting.clear();
      void readFromDisk(due);
    }, quietTime);
  };

  const watch = (pattern: vscode.GlobPattern): vscode.Disposable => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(readSoon),
      watcher.onDidChange(readSoon),
      watcher.onDidDelete(readSoon),
    );
  };

  // What goes with its folder is not said of each file.
  const deletions = vscode.workspace.createFileSystemWatcher('**', true, true);
  const parts = [
    watch(glob),
    deletions,
    deletions.onDidDelete((folder) => {
      const below = `${pathOf(folder)}/`;
      for (const [path, uri] of uris) if (path.startsWith(below)) readSoon(uri);
    }),
    vscode.workspace.onDidOpenTextDocument(takeDocument),
    vscode.workspace.onDidChangeTextDocument(({ document }) => takeDocument(document)),
    // What was typed and not saved is gone; an untitled document is gone as a whole.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => readSoon(uri)),
    stopped,
  ];

  vscode.workspace.textDocuments.forEach(takeDocument);
  await readFromDisk(await vscode.workspace.findFiles(glob, excluded, undefined, stopped.token));
  return {
    uriOf: (path) => uris.get(path),
    async follow(files) {
      const further = files.filter((uri) => !followed.has(pathOf(uri)));
      for (const uri of further) followed.set(pathOf(uri), watch(patternOf(uri)));
      await readFromDisk(files);
      const paths = new Set(files.map(pathOf));
      vscode.workspace.textDocuments
        .filter(({ uri }) => paths.has(pathOf(uri)))
        .forEach(takeDocument);
    },
    dispose() {
      clearTimeout(timer);
      stopped.cancel();
      vscode.Disposable.from(...parts, ...followed.values()).dispose();
    },
  };
}

/** The pattern of one file, whose name may hold characters that mean something in patterns. */
function patternOf(uri: vscode.Uri): vscode.RelativePattern {
  const name = uri.path.split('/').at(-1) ?? '';
  const folder = vscode.Uri.joinPath(uri, '..');
  return new vscode.RelativePattern(folder, name.replace(/[*?{}[\]]/g, '[$&]'));
}

/** The old side of a comparison has the name of the new one, and says nothing of the present. */
const oldSides = ['git', 'gitfs', 'review', 'pr'];

function isWanted(
  { uri, languageId }: vscode.TextDocument,
  accepts: (path: string) => boolean,
): boolean {
  return !oldSides.includes(uri.scheme) && (languageId === 'bicep' || accepts(pathOf(uri)));
}

/** A file's text; null where it is gone, or is no text of a sensible size. */
async function readText(uri: vscode.Uri, log: Log): Promise<string | null> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.byteLength > largest) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const gone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    if (!gone && uri.scheme !== 'untitled')
      log.info(`${uri.toString()} was not read: ${String(error)}`);
    return null;
  }
}
