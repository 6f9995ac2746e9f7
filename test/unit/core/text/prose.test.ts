import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { fitProse, prose } from '../../../../src/core/text/prose.ts';

afterEach(() => fitProse(100));

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 });

describe('prose', () => {
  it('keeps to the terminal, to a hundred columns at most, and loses no word', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 300 }), (said, columns) => {
        fitProse(columns);
        const lines = prose(said.join(' '), '  ', '    ').split('\n');
        const widest = Math.min(100, Math.max(40, columns));
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(widest);
        expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(said);
      }),
    );
  });

  it('breaks no word, such as an id that somebody copies', () => {
    fitProse(60);
    const id = `/subscriptions/${'0'.repeat(80)}`;
    expect(prose(`Name one: ${id}, please.`).split('\n')).toContain(`${id},`);
  });
});
