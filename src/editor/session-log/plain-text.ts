import { stripVTControlCharacters } from 'node:util';

/** A log without what would steer a terminal: an agent prints whatever a model or a tool has said. */
export function plainText(log: string): string {
  return stripVTControlCharacters(log).replace(/[^\P{Cc}\t\n]/gu, '');
}
