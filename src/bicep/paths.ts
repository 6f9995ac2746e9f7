/** Paths of the workspace's files: POSIX-like, so that templates name each other by them. */

/**
 * The path that a reference in a file leads to, relative to that file. Null for what lies outside the
 * workspace: a registry, a template spec.
 */
export function resolvePath(from: string, reference: string): string | null {
  if (/^(?:br|ts)[:/]/.test(reference) || reference === '') return null;
  if (reference.startsWith('/')) return reference;
  const segments = from.split('/').slice(0, -1);
  for (const segment of reference.replaceAll('\\', '/').split('/')) {
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** The folder of a path, with the slash at its end; empty for a path without one. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
