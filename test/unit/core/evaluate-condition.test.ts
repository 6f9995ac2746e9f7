import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateCondition } from '../../../src/core/rbac/evaluate-condition.ts';
import { judgeAccess } from '../../../src/core/rbac/judge-access.ts';
import { accountId, assignment, facts, instanceId, withAccess } from './sample-facts.ts';

const account = 'Microsoft.CognitiveServices/accounts';
const asked = `${account}/OpenAI/responses/write`;
const other = `${account}/OpenAI/deployments/embeddings/action`;

describe('a condition', () => {
  const time = "@Environment[UtcNow] DateTimeLessThan '2026-12-01T00:00:00Z'";
  it.each<[string, boolean | 'unknown']>([
    // What it restricts is another action, the asked one, or the asked one among others.
    [`((!(ActionMatches{'${other}'})) OR (${time}))`, true],
    [`((!(ActionMatches{'${asked}'})) OR (${time}))`, 'unknown'],
    [`((!(ActionMatches{'${account}/OpenAI/*'})) OR (${time}))`, 'unknown'],
    [
      `((!(ActionMatches{"${other.toUpperCase()}", '${asked.toLowerCase()}'})) || (${time}))`,
      'unknown',
    ],
    [
      `(!(ActionMatches{'${other}'}) OR (${time})) AND (!(ActionMatches{'a/b'}) OR (${time}))`,
      true,
    ],
    [
      `(!(ActionMatches{'${other}'}) OR (${time})) && (!(ActionMatches{'*'}) OR (${time}))`,
      'unknown',
    ],
    [`NOT ActionMatches{'${other}'}`, true],
    [`ActionMatches{'${other}'} AND ${time}`, false],
    [`!(ActionMatches{'${other}'} AND NOT SubOperationMatches{'Blob.List'})`, true],
    [`!(ActionMatches{'${asked}'} AND NOT SubOperationMatches{'Blob.List'})`, 'unknown'],
    // Attributes alone, in every form that the documentation shows.
    [time, 'unknown'],
    [
      'Exists @Resource[Microsoft.Storage/x:tags<$key_case_sensitive$>] OR NOT Exists @Request[a:b]',
      'unknown',
    ],
    ['@Resource[a:b] StringEquals @Principal[c:d]', 'unknown'],
    [
      '@Request[a:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {5e467623-bb1f-42f4-a55d-6e525e11384b, a795c7a0-d4a2-40c1-ae25-d81f01202912}',
      'unknown',
    ],
    [`(@Resource[a:b] BoolEquals true) OR (!(ActionMatches{'${other}'}))`, true],
    // A value that looks like logic is a value.
    [`@Resource[a:b] StringEquals ') OR !(ActionMatches{'`, 'unknown'],
    // What is not understood whole decides nothing.
    ['', 'unknown'],
    [`!(ActionMatches{'${other}'}`, 'unknown'],
    [`!(ActionMatches{'${other}'}) OR (${time}`, 'unknown'],
    [`!(ActionMatches{'${other}'}) OR`, 'unknown'],
    [`!(ActionMatches{'${other}'}) ${time}`, 'unknown'],
    [`!(ActionMatches{${other}})`, 'unknown'],
    [`!(ActionMatches{}) OR ${time}`, 'unknown'],
    [`!(SomethingNew{'${other}'})`, 'unknown'],
    [`!(ActionMatches{'${other}'}) OR ${time} AND ${time}`, 'unknown'],
    [
      `@Resource[a:b] StringEquals 'it\\' OR !(ActionMatches{'x'}) OR @Resource[a:b] StringEquals 's'`,
      'unknown',
    ],
    [`${'('.repeat(50_000)}!(ActionMatches{'${other}'})`, 'unknown'],
    [`${'!'.repeat(50_000)}ActionMatches{'${other}'}`, 'unknown'],
  ])('%s', (condition, value) => {
    expect(evaluateCondition(condition, asked)).toBe(value);
  });
});

type Node =
  | { op: 'and' | 'or'; of: Node[] }
  | { op: 'not'; of: [Node] }
  | { op: 'action'; of: []; value: boolean }
  | { op: 'attribute'; of: [] };

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      op: fc.constant('action' as const),
      of: fc.constant([] as []),
      value: fc.boolean(),
    }),
    fc.record({ op: fc.constant('attribute' as const), of: fc.constant([] as []) }),
    fc.record({ op: fc.constant('not' as const), of: fc.tuple(tie('node')) }),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

/** The text of a condition; `spelling` picks among ways to write the same. */
function write({ op, of, ...rest }: Node, spelling: number): string {
  const parts = of.map((part) => `(${write(part, spelling)})`);
  const pick = (...ways: string[]): string => ways[spelling % ways.length] ?? '';
  switch (op) {
    case 'and':
      return parts.join(pick(' AND ', '&&', '\n&& '));
    case 'or':
      return parts.join(pick(' OR ', '||', '\r\n  ||\t'));
    case 'not':
      return `${pick('!', 'NOT ', '! ')}${parts[0] ?? ''}`;
    case 'action':
      return `ActionMatches${pick('', ' ')}{'${'value' in rest && rest.value ? asked : other}'}`;
    case 'attribute':
      return pick(
        "@Resource[a:b] StringEquals 'c'",
        "SubOperationMatches{'d'}",
        'Exists @Request[e:f]',
      );
  }
}

/** The value with every attribute given one, the next bit of `bits` for each from left to right. */
function valueWith(root: Node, bits: number): boolean {
  let left = bits;
  const value = (node: Node): boolean => {
    if (node.op === 'action') return node.value;
    if (node.op === 'attribute') {
      const bit = left % 2 === 1;
      left = Math.floor(left / 2);
      return bit;
    }
    const values = node.of.map(value);
    if (node.op === 'not') return values[0] !== true;
    return node.op === 'and' ? !values.includes(false) : values.includes(true);
  };
  return value(root);
}

function attributesIn({ op, of }: Node): number {
  return op === 'attribute' ? 1 : of.reduce((sum, part) => sum + attributesIn(part), 0);
}

it('grants or withholds only what holds or fails whatever the attributes are', () => {
  fc.assert(
    fc.property(
      node.filter((root) => attributesIn(root) <= 8),
      fc.nat({ max: 5 }),
      (root, spelling) => {
        const condition = write(root, spelling);
        const access = withAccess([assignment(accountId, { condition })]);
        const question = { principalId: instanceId, action: asked, scope: accountId };
        const { state } = judgeAccess(question, facts({ access }));
        const values = new Set(
          Array.from({ length: 2 ** attributesIn(root) }, (_, bits) => valueWith(root, bits)),
        );
        if (state === 'allowed') expect(values).toEqual(new Set([true]));
        else if (state === 'not-granted') expect(values).toEqual(new Set([false]));
        else expect(state).toBe('conditional');
        // Without attributes there is nothing that is not known.
        if (attributesIn(root) === 0) expect(state).not.toBe('conditional');
      },
    ),
    { numRuns: 500 },
  );
});
