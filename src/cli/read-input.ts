import { buffer } from 'node:stream/consumers';
import { decodeText } from '../gather/decode-text.ts';
import { readText } from '../gather/read-file.ts';

/**
 * The text of a file, or of standard input where the name is `-`. `what` names the file's role in an
 * error, `ask` is what a person at a terminal is told to do.
 */
export async function readNamedOrStandardInput(
  file: string,
  what: string,
  ask: string,
): Promise<string> {
  if (file !== '-') return readText(file, what);
  if (process.stdin.isTTY) {
    console.error(`${ask}, then press Ctrl+D (Ctrl+Z and Enter on Windows).`);
  }
  return decodeText(await buffer(process.stdin));
}
