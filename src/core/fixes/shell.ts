import { join } from 'shlex';

/** A command line for bash and zsh, every argument quoted where a shell would read it otherwise. */
export function bash(...words: string[]): string {
  return join(words);
}

/** A PowerShell string literal: single quotes, doubled inside. */
export function powershellLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
