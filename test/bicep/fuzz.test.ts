import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../src/bicep/syntax/parse.ts';
import { fixtures } from './files.ts';
import { broken, countSteps } from './invariants.ts';

const words = [
  ...[
    'param',
    'var',
    'resource',
    'module',
    'output',
    'type',
    'func',
    'import',
    'extension',
    'using',
  ],
  ...['existing', 'if', 'for', 'in', 'as', 'from', 'with', 'a', 'b', 'true', 'null', '1', '42'],
  ...["'s'", "'", "'''", "$'''", '${', '$', '\\', '@', '{', '}', '[', ']', '(', ')', '<', '>'],
  ...[
    '=',
    '=>',
    ':',
    '::',
    '.',
    '.?',
    '?',
    '??',
    '!',
    '-',
    '+',
    '*',
    '|',
    '||',
    '&&',
    ',',
    '...',
    '^',
  ],
  ...['\n', '\n', '\r\n', ' ', '  ', '//', '/*', '*/', '#', ';', '"', '\ufeff', '\u00a0', '😀'],
];
const soup = fc
  .array(fc.constantFrom(...words, "resource a 'b' = {\n", '\nparam a string\n', '\n}\n'), {
    maxLength: 120,
  })
  .map((pieces) => pieces.join(''));
const language = fc.constantFrom('bicep' as const, 'bicepparam' as const);

/** A fixture out of which a piece was cut, and into which something was put. */
const damaged = fc
  .tuple(fc.constantFrom(...fixtures), fc.nat(), fc.nat({ max: 40 }), soup)
  .map(([{ text }, at, length, inserted]) => {
    const start = at % text.length;
    return text.slice(0, start) + inserted.slice(0, 12) + text.slice(start + length);
  });

/** Each piece of text is looked at a few times at most, and so is each token. */
function expectBoundedWork(text: string): void {
  const { lexer, parser, tokens } = countSteps(text);
  expect(lexer).toBeLessThanOrEqual(20 * text.length + 200);
  expect(parser).toBeLessThanOrEqual(20 * tokens + 200);
}

describe('any text', () => {
  it.each([
    ['characters', fc.string({ unit: 'binary', maxLength: 300 })],
    ['a soup of tokens', soup],
    ['a damaged file', damaged],
  ])('of %s is read, with its spans in order, in bounded work', (_what, texts) => {
    fc.assert(
      fc.property(texts, language, (text, as) => {
        expect(broken(text, as)).toEqual([]);
        expectBoundedWork(text);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(fixtures)('that is the beginning of a file is: $path', ({ text, language: as }) => {
    for (let end = 0; end < text.length; end += 1) {
      const prefix = text.slice(0, end);
      expect(broken(prefix, as), prefix.slice(-80)).toEqual([]);
      if (end % 4 === 0) expectBoundedWork(prefix);
    }
  });

  it.each([
    "'${",
    '[',
    '{a:',
    '(',
    '/*',
    "$'''${",
    '//\n',
    '#a ',
    '$',
    "'",
    '@a(',
    'a?b:',
    'a\n?',
    '}',
    '{]',
    'x<',
  ])('that repeats %s takes work in line with its length', (piece) => {
    expectBoundedWork('var a = ' + piece.repeat(5_000));
  });
});

describe('a file in which nothing is wrong', () => {
  it.each(fixtures)('has no problems: $path', ({ text, language: as }) => {
    expect(parseBicep(text, as).problems).toEqual([]);
    const windows = parseBicep(text.replaceAll('\n', '\r\n'), as);
    expect(windows.problems).toEqual([]);
    expect(windows.statements.map(({ kind }) => kind)).toEqual(
      parseBicep(text, as).statements.map(({ kind }) => kind),
    );
  });

  it.each(fixtures)(
    'loses but the statement in which something is cut: $path',
    ({ text, language: as }) => {
      const { statements } = parseBicep(text, as);
      for (const { start, end } of statements) {
        // A multi-line string without its end takes all that follows, in any reading.
        if (text.slice(start, end).endsWith("'''")) continue;
        // Without its last character a statement lacks, for instance, the bracket that closes it.
        const cut = text.slice(0, end - 1) + text.slice(end);
        const found = parseBicep(cut, as).statements;
        const before = statements.filter((one) => one.end < start).map(({ kind }) => kind);
        const after = statements.filter((one) => one.start > end).map(({ kind }) => kind);
        expect(found.slice(0, before.length).map(({ kind }) => kind)).toEqual(before);
        expect(found.slice(before.length + 1).map(({ kind }) => kind)).toEqual(after);
      }
    },
  );
});
