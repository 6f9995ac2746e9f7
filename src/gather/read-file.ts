import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { decodeText } from './decode-text.ts';

const fileErrors: Record<string, string> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read',
};

/** A file that cannot be used; the message is one sentence for the person who named it. */
export class FileError extends Error {}

/** A file's text, in whichever encoding. `what` names the file's role in the sentence that a failure makes. */
export async function readText(path: string, what: string): Promise<string> {
  try {
    return decodeText(await readFile(path));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const why = fileErrors[code] ?? `could not be read (${code})`;
    throw new FileError(`The ${what} file ${path} ${why}.`, { cause });
  }
}

/** A JSON file of a known shape. */
export async function readJson<T>(path: string, what: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(path, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FileError(`The ${what} file ${path} is not valid JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new FileError(`The ${what} file ${path} is wrong${where}: ${issue?.message ?? ''}.`);
}
