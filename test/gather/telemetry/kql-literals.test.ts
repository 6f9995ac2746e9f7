import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  symptomQuery,
  trafficQuery,
  type AgentKeys,
  type LogScope,
} from '../../../src/gather/telemetry/kql.ts';
import { parseQuery } from './kusto-language.ts';

const plain = { name: 'plain-name', principalId: 'plain-id', componentId: 'plain-component' };

/** What each literal of the queries becomes when other values stand in the places of the plain ones. */
function expected(literals: string[], values: typeof plain): string[] {
  const called = `/agents/${encodeURIComponent(plain.name)}/`;
  return literals.map((literal) => {
    if (literal === plain.name) return values.name;
    if (literal === `${plain.name}:`) return `${values.name}:`;
    if (literal === called) return `/agents/${encodeURIComponent(values.name)}/`;
    if (literal === plain.principalId) return values.principalId;
    return literal === plain.componentId ? values.componentId : literal;
  });
}

const queries: [string, (values: typeof plain) => string][] = (
  [
    ['symptoms', symptomQuery],
    ['traffic', trafficQuery],
  ] as [string, (keys: AgentKeys, scope: LogScope) => string][]
).flatMap(([name, query]): [string, (values: typeof plain) => string][] => [
  [`${name} by component`, (values) => query(values, { kind: 'component' })],
  [
    `${name} by workspace`,
    ({ componentId, ...keys }) => query(keys, { kind: 'workspace', componentId }),
  ],
]);

const hostileNames = [
  "x' or 1==1 //",
  "x\\' | take 1",
  'x\\',
  'two\nlines\r\n\u2028\u2029\u0085\u0000end',
  '```x```',
  '@"x"',
  "'; .drop table traces",
  'h"x" /* y */ `z` $(id) {{x}}',
  '名前\u202e😀',
];

describe.each(queries)('the query for %s, read by Microsoft’s parser', (_name, query) => {
  const usual = parseQuery(query(plain));

  it('is without an error', () => {
    expect(usual.errors).toBe(0);
  });

  it('keeps a hostile name one literal, and its own form', () => {
    const hostile = fc.constantFrom(...hostileNames);
    const piece = fc.constantFrom("'", '"', '\\', '\n', '`', '|', '//', '\u2028', 'x', ' ');
    const text = fc.oneof(
      hostile,
      fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
    );
    const values = fc.record({
      name: text.map((name) => `a${name}`),
      principalId: text.map((id) => `b${id}`),
      componentId: text.map((id) => `c${id}`),
    });
    fc.assert(
      fc.property(values, (hostileValues) => {
        expect(parseQuery(query(hostileValues))).toEqual({
          ...usual,
          literals: expected(usual.literals, hostileValues),
        });
      }),
      { numRuns: 60, examples: hostileNames.map((name) => [{ ...plain, name }]) },
    );
  });
});
