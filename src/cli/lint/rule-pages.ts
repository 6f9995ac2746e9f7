import { existsSync } from 'node:fs';
import type { RuleId } from '../../bicep/rules/rule-ids.ts';

/** From the sources, from the bundle and from a part of it. */
const folders = ['../../../docs/rules/', '../docs/rules/', '../../docs/rules/'];

/** Address of the page about a rule, as it was installed with this program; null without one. */
export function rulePage(rule: RuleId): string | null {
  const pages = folders.map((folder) => new URL(`${folder}${rule}.md`, import.meta.url));
  return pages.find((page) => existsSync(page))?.href ?? null;
}
