import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { byokSeverities } from '../../../../src/core/byok/words.ts';
import { repository } from '../../../host/paths.ts';

it('every finding has its section on the page that diagnostics link to', () => {
  const page = readFileSync(join(repository, 'docs/byok.md'), 'utf8');
  const sections = [...page.matchAll(/^## (\S+)$/gm)].map(([, code]) => code);
  expect(sections.sort()).toEqual(Object.keys(byokSeverities).sort());
});
