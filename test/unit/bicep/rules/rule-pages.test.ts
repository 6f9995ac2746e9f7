import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../../../src/bicep/rules/rule-ids.ts';
import { ruleWords } from '../../../../src/bicep/rules/words.ts';
import { repository } from '../../../host/paths.ts';
import { lintText } from '../lint-text.ts';

const folder = join(repository, 'docs/rules');

interface Example {
  language: string;
  expected: string;
  text: string;
}

function examplesOf(page: string): Example[] {
  return [...page.matchAll(/^```(bicep|yaml) (fires|silent)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', expected = '', text = '']) => ({ language, expected, text }),
  );
}

const pageOf = (rule: string): string => readFileSync(join(folder, `${rule}.md`), 'utf8');

describe('the pages about rules', () => {
  it('are one for each rule, and the index', () => {
    expect(readdirSync(folder).sort()).toEqual(
      [...ruleIds.map((rule) => `${rule}.md`), 'README.md'].sort(),
    );
    const index = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const rule of ruleIds) expect(index).toContain(`[\`${rule}\`](${rule}.md)`);
  });

  it.each(ruleIds)('%s has its title, says why, and shows both sides and the fix', (rule) => {
    const page = pageOf(rule);
    expect(page.split('\n')[0]).toBe(`# ${ruleWords[rule].title}`);
    expect(page.match(/^## .+$/gm)).toEqual(['## Why', '## Fires', '## Stays silent', '## Fix']);
    expect(examplesOf(page).map(({ expected }) => expected)).toEqual(['fires', 'silent']);
  });

  it.each(ruleIds.flatMap((rule) => examplesOf(pageOf(rule)).map((one) => ({ rule, ...one }))))(
    '$rule: the example $expected',
    ({ rule, language, expected, text }) => {
      const files = { [language === 'yaml' ? 'azure.yaml' : 'main.bicep']: text };
      const found = lintText(files).findings.filter((finding) => finding.rule === rule);
      expect(found.length > 0).toBe(expected === 'fires');
    },
  );
});
