import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publicCloud } from '../../../src/core/arm/cloud.ts';
import { bash, powershellLiteral } from '../../../src/core/fixes/shell.ts';
import { verifyByInvoke } from '../../../src/core/fixes/verify.ts';
import { agent, project, version } from './sample-facts.ts';

it('quotes so that a real bash gives every argument back', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((s) => !s.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const script = bash('printf', '%s\\0', ...words);
      const output = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
      expect(output.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 40 },
  );
});

it('keeps a PowerShell literal closed', () => {
  expect(powershellLiteral("it's $(x) `y`")).toBe("'it''s $(x) `y`'");
});

it('takes the agent’s name into the invoke as data, whatever it holds', () => {
  const hostile = { ...agent(), name: 'x"; rm -rf ~; $(reboot)`id`' };
  const [line] = verifyByInvoke(hostile, project, publicCloud);
  expect(line?.command).toContain('x%22%3B%20rm%20-rf%20~%3B%20%24(reboot)%60id%60');
  expect(line?.command).toMatch(/--request POST 'https:[^']*' /);
});

it('speaks the protocol that the agent answers', () => {
  const responses = agent(version({ protocols: ['responses'] }));
  const [line] = verifyByInvoke(responses, project, publicCloud);
  expect(line?.command).toContain('/protocols/openai/responses?');
  expect(line?.command).toContain('"stream":true');
  expect(verifyByInvoke(agent(), { ...project, endpoint: null }, publicCloud)).toEqual([]);
});
