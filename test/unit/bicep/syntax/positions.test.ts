import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineMap } from '../../../../src/bicep/syntax/line-map.ts';
import { nodesAt } from '../../../../src/bicep/syntax/nodes-at.ts';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { walk } from '../../../../src/bicep/syntax/walk.ts';

const source = `@description('A role.')
resource a 'A/b@1' = {
  scope: account::project
}
`;

describe('nodesAt', () => {
  it('finds the way down to a name', () => {
    const path = nodesAt(parseBicep(source), source.indexOf('project') + 2);
    expect(path.map(({ kind }) => kind)).toEqual([
      'resource',
      'object',
      'property',
      'member',
      'identifier',
    ]);
  });

  it('finds nothing between statements', () => {
    expect(nodesAt(parseBicep('\n\nvar a = 1\n'), 0)).toEqual([]);
  });
});

describe('walk', () => {
  it('goes with the text, knows the ancestors and spares what it is told to', () => {
    const seen: string[] = [];
    walk(parseBicep(source), (node, ancestors) => {
      seen.push(`${ancestors.length} ${node.kind}`);
      return node.kind !== 'decorator' && node.kind !== 'member';
    });
    expect(seen).toEqual([
      '0 resource',
      '1 decorator',
      '1 identifier',
      '1 string',
      '1 object',
      '2 property',
      '3 identifier',
      '3 member',
    ]);
  });
});

describe('comments', () => {
  it('are kept with their kind, and are none in strings', () => {
    const text = `#disable-next-line BCP037 // why
var a = 'http://x' // b
/* c
*/ var d = '''
// e
'''
  #restore-diagnostics no-unused-vars`;
    const { comments, problems, statements } = parseBicep(text);
    expect(problems).toEqual([]);
    expect(statements).toHaveLength(2);
    expect(comments.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['pragma', '#disable-next-line BCP037'],
      ['line', '// why'],
      ['line', '// b'],
      ['block', '/* c\n*/'],
      ['pragma', '#restore-diagnostics no-unused-vars'],
    ]);
  });

  it('do not mind line ends of Windows, nor a mark at the beginning', () => {
    const text = '\ufeff// a\r\nparam b string\r\n\r\n/* c */\r\nvar d = {\r\n  e: 1\r\n}\r\n';
    const { comments, problems, statements } = parseBicep(text);
    expect(problems).toEqual([]);
    expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(['// a', '/* c */']);
    expect(statements.map(({ start, end }) => text.slice(start, end))).toEqual([
      'param b string',
      'var d = {\r\n  e: 1\r\n}',
    ]);
  });
});

describe('lineMap', () => {
  it('counts lines as VS Code does', () => {
    const map = lineMap('a\r\nb\n\nc\rd');
    expect([0, 1, 3, 4, 5, 6, 8].map((offset) => map.positionAt(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 0, character: 1 },
      { line: 1, character: 0 },
      { line: 1, character: 1 },
      { line: 2, character: 0 },
      { line: 3, character: 0 },
      { line: 4, character: 0 },
    ]);
    expect(map.offsetAt({ line: 0, character: 99 })).toBe(1);
    expect(map.offsetAt({ line: 99, character: 0 })).toBe(9);
  });

  it('finds every offset again that is not within a line end', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', '\r', '😀'));
    fc.assert(
      fc.property(text, fc.nat(), (pieces, seed) => {
        const joined = pieces.join('');
        const offset = seed % (joined.length + 1);
        fc.pre(joined.slice(offset - 1, offset + 1) !== '\r\n');
        const map = lineMap(joined);
        expect(map.offsetAt(map.positionAt(offset))).toBe(offset);
      }),
    );
  });
});
