import { existsSync, readFileSync } from 'node:fs';
import type { RuleId } from '../../bicep/rules/rule-ids.ts';

/** From the sources, from the bundle and from a part of it. */
const folders = ['../../../docs/rules/', '../docs/rules/', '../../docs/rules/'];

/** What the page about a rule says. */
export interface RuleHelp {
  /** The first paragraph: why the rule is there. */
  why: string;
  /** Why and how to mend it, without any markup. */
  text: string;
  /** The whole page below its title. */
  markdown: string;
}

/** Address of the page about a rule, as it was installed with this program; null without one. */
export function rulePage(rule: RuleId): string | null {
  return pageOf(rule)?.href ?? null;
}

/** The page about a rule, for reports that leave this machine; null where it was not installed. */
export function ruleHelp(rule: RuleId): RuleHelp | null {
  const page = pageOf(rule);
  if (page === null) return null;
  const markdown = readFileSync(page, 'utf8').replace(/^# .*\n+/, '');
  const section = (title: string): string =>
    plain(
      new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(markdown)?.[1] ?? '',
    );
  const why = section('Why');
  return { why: why.split('\n\n')[0] ?? why, text: `${why}\n\n${section('Fix')}`, markdown };
}

function pageOf(rule: RuleId): URL | null {
  const pages = folders.map((folder) => new URL(`${folder}${rule}.md`, import.meta.url));
  return pages.find((page) => existsSync(page)) ?? null;
}

/** Prose without Markdown's marks. Examples are left out: without their frame they confuse. */
function plain(markdown: string): string {
  return markdown
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
