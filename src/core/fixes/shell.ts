import { join } from 'shlex';

/** A command line for bash and zsh, every argument quoted where a shell would read it otherwise. */
export function bash(...words: string[]): string {
  return join(words);
}

/** A PowerShell string literal: single quotes, doubled inside. */
export function powershellLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A command line for PowerShell, every argument quoted where it would be read otherwise. */
function powershell(...words: string[]): string {
  return words
    .map((word) => (/^[\w./:=-]+$/.test(word) ? word : powershellLiteral(word)))
    .join(' ');
}

/** The shells that commands are written for. */
export type Shell = 'bash' | 'powershell';

/** Writes a command line for a shell. */
export const commandLines: Record<Shell, (...words: string[]) => string> = { bash, powershell };
