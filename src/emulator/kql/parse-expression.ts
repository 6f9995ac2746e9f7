import { KqlError } from './kql-error.ts';
import type { Expression } from './syntax.ts';
import type { TokenStream } from './token-stream.ts';

const comparisons = [
  ...['==', '=~', '!=', '<>', '!~', '<', '<=', '>', '>='],
  ...['has', '!has', 'has_cs', '!has_cs', 'contains', '!contains', 'contains_cs', '!contains_cs'],
  ...['startswith', '!startswith', 'startswith_cs', '!startswith_cs'],
  ...['endswith', '!endswith', 'endswith_cs', '!endswith_cs'],
];
const listOperators = ['in', '!in', 'in~', '!in~', 'has_any', 'has_all'];

/** One scalar expression: `or` binds the weakest, then `and`, comparisons, sums, products. */
export function parseExpression(stream: TokenStream): Expression {
  return leftAssociative(stream, ['or'], () =>
    leftAssociative(stream, ['and'], () => comparison(stream)),
  );
}

function leftAssociative(
  stream: TokenStream,
  operators: readonly string[],
  operand: () => Expression,
): Expression {
  let left = operand();
  for (;;) {
    const operator = operators.find((candidate) => stream.accept(candidate));
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: operand() };
  }
}

const sum = (stream: TokenStream): Expression =>
  leftAssociative(stream, ['+', '-'], () =>
    leftAssociative(stream, ['*', '/', '%'], () => unary(stream)),
  );

function comparison(stream: TokenStream): Expression {
  const left = sum(stream);
  const operator = comparisons.find((candidate) => stream.accept(candidate));
  if (operator !== undefined) return { kind: 'binary', operator, left, right: sum(stream) };

  const list = listOperators.find((candidate) => stream.accept(candidate));
  if (list !== undefined) {
    stream.expect('(');
    return { kind: 'list', operator: list, left, items: commaSeparated(stream, ')') };
  }
  if (stream.accept('matches')) {
    stream.expect('regex');
    return { kind: 'binary', operator: 'matches regex', left, right: sum(stream) };
  }
  const negated = stream.peek().text === '!between';
  if (stream.accept('between') || stream.accept('!between')) {
    stream.expect('(');
    const low = sum(stream);
    stream.expect('..');
    const high = sum(stream);
    stream.expect(')');
    return { kind: 'between', negated, value: left, low, high };
  }
  return left;
}

function unary(stream: TokenStream): Expression {
  if (stream.accept('-')) return { kind: 'negate', operand: unary(stream) };
  return postfix(stream, primary(stream));
}

function postfix(stream: TokenStream, expression: Expression): Expression {
  if (stream.accept('.')) {
    const key: Expression = { kind: 'literal', value: stream.name(), type: 'string' };
    return postfix(stream, { kind: 'member', object: expression, key });
  }
  if (stream.accept('[')) {
    const key = parseExpression(stream);
    stream.expect(']');
    return postfix(stream, { kind: 'member', object: expression, key });
  }
  return expression;
}

function primary(stream: TokenStream): Expression {
  if (stream.accept('(')) {
    const inner = parseExpression(stream);
    stream.expect(')');
    return inner;
  }
  if (stream.accept('*')) return { kind: 'star' };
  const token = stream.next();
  if (token.kind === 'literal') {
    return { kind: 'literal', value: token.value, type: token.type };
  }
  if (token.kind !== 'name') {
    const found = token.kind === 'end' ? 'the end of the query' : `'${token.text}'`;
    throw new KqlError('syntax', `Expected an expression but found ${found}`);
  }
  if (token.text === 'true' || token.text === 'false') {
    return { kind: 'literal', value: token.text === 'true', type: 'bool' };
  }
  if (stream.accept('(')) {
    return {
      kind: 'call',
      name: token.text.toLowerCase(),
      arguments: commaSeparated(stream, ')'),
    };
  }
  return { kind: 'column', name: token.text };
}

/** Expressions up to the closing symbol, which is taken too; there may be none. */
function commaSeparated(stream: TokenStream, closing: string): Expression[] {
  const items: Expression[] = [];
  if (stream.accept(closing)) return items;
  do items.push(parseExpression(stream));
  while (stream.accept(','));
  stream.expect(closing);
  return items;
}
