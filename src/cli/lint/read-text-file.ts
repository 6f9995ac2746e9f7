import { readFile, stat } from 'node:fs/promises';

/** A text, or the rest of the sentence "FILE was not read: …". */
export type ReadText = { text: string } | { unread: string };

/** Azure takes templates of up to 4 MB. */
const mostBytes = 4 * 1024 * 1024;

const reasons: Record<string, string> = {
  EACCES: 'reading it is not allowed',
  EPERM: 'reading it is not allowed',
  ENOENT: 'it is gone, or a link to nowhere',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
};

/** Reads a file that should be a text in UTF-8. What is wrong with it is said, not thrown. */
export async function readTextFile(path: string): Promise<ReadText> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { unread: 'it is no ordinary file' };
    if (found.size > mostBytes)
      return { unread: `it is larger than ${mostBytes / 1024 / 1024} MB` };
    return decode(await readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { unread: reasons[code] ?? `reading it failed (${code})` };
  }
}

function decode(bytes: Buffer): ReadText {
  if (bytes.includes(0)) return { unread: 'it is no text in UTF-8 (it holds zero bytes)' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { unread: 'it is no text in UTF-8' };
  }
}
