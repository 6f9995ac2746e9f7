import type { Expression, Identifier } from './nodes.ts';
import { parseExpression } from './parse-expression.ts';
import { parseObject } from './parse-object.ts';
import {
  accept,
  at,
  atWord,
  expect,
  inBracket,
  missing,
  parseName,
  report,
  skipNewline,
  skipTo,
  take,
  type Parser,
} from './parser.ts';

/** `if (condition) { … }`, from its word on. */
export function parseIf(parser: Parser, holdsResources: boolean): Expression {
  const { start } = take(parser);
  const condition = at(parser, '(')
    ? inBracket(parser, () => parseCondition(parser))
    : missing(parser, 'expected-open-parenthesis');
  if (!at(parser, '{')) {
    report(parser, 'expected-object');
    skipTo(parser, '{');
  }
  const body = at(parser, '{')
    ? parseObject(parser, holdsResources)
    : missing(parser, 'expected-object');
  return { kind: 'if', start, end: parser.previousEnd, condition, body };
}

function parseCondition(parser: Parser): Expression {
  skipNewline(parser);
  const condition = parseExpression(parser);
  skipNewline(parser);
  if (!at(parser, ')')) {
    report(parser, 'unclosed-parenthesis');
    skipTo(parser, '{');
  }
  accept(parser, ')');
  return condition;
}

/** `[for item in collection: body]`, from its bracket on. */
export function parseFor(parser: Parser, parseItem: (parser: Parser) => Expression): Expression {
  const { start } = parser.current;
  return inBracket(parser, () => {
    skipNewline(parser);
    take(parser);
    const { item, index } = parseVariables(parser);
    if (atWord(parser, 'in')) take(parser);
    else report(parser, 'expected-in');
    const collection = parseExpression(parser);
    expect(parser, ':', 'expected-colon');
    skipNewline(parser);
    const body = parseItem(parser);
    skipNewline(parser);
    if (!at(parser, ']')) {
      report(parser, 'unclosed-array');
      skipTo(parser);
      skipNewline(parser);
    }
    accept(parser, ']');
    return { kind: 'for', start, end: parser.previousEnd, item, index, collection, body };
  });
}

/** `item` or `(item, index)`. */
function parseVariables(parser: Parser): { item: Identifier; index: Identifier | null } {
  if (!at(parser, '(')) return { item: parseName(parser), index: null };
  return inBracket(parser, () => {
    const item = parseName(parser);
    const index = expect(parser, ',', 'expected-comma') ? parseName(parser) : null;
    if (!at(parser, ')')) {
      report(parser, 'unclosed-parenthesis');
      skipTo(parser);
    }
    accept(parser, ')');
    return { item, index };
  });
}
