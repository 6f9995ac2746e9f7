import type { Expression, Identifier, Spread } from './nodes.ts';
import { parseFor, parseIf } from './parse-body.ts';
import { parseExpression } from './parse-expression.ts';
import {
  accept,
  at,
  atTerminator,
  atWord,
  expect,
  inBracket,
  parseName,
  peek,
  report,
  skipNewline,
  skipTo,
  take,
  textOf,
  type Parser,
} from './parser.ts';

/**
 * Items up to what no item goes past, separated by line ends or commas. What follows an item on its
 * line and is no separator is skipped.
 */
export function parseSeparated<T>(parser: Parser, parseItem: () => T | null): T[] {
  const items: T[] = [];
  for (;;) {
    skipNewline(parser);
    if (atTerminator(parser) || at(parser, 'newline')) return items;
    const item = parseItem();
    if (item !== null) items.push(item);
    if (accept(parser, ',') || at(parser, 'newline') || atTerminator(parser)) continue;
    report(parser, 'expected-separator');
    skipTo(parser, ',');
    accept(parser, ',');
  }
}

/** An array, or a loop that makes one. */
export function parseArray(parser: Parser): Expression {
  const { start } = parser.current;
  if (atLoop(parser)) return parseFor(parser, parseLoopItem);
  return inBracket(parser, () => {
    const items = parseSeparated(parser, () => parseItem(parser));
    expect(parser, ']', 'unclosed-array');
    return { kind: 'array', start, end: parser.previousEnd, items };
  });
}

/** True where the bracket at the current token is that of a loop. */
export function atLoop(parser: Parser): boolean {
  const next = peek(parser, peek(parser, 1).kind === 'newline' ? 2 : 1);
  return next.kind === 'identifier' && textOf(parser, next) === 'for';
}

/** Only the loops of resources and modules have conditions, but a writer may think otherwise. */
function parseLoopItem(parser: Parser): Expression {
  const condition = atWord(parser, 'if') && peek(parser, 1).kind === '(';
  return condition ? parseIf(parser, false) : parseExpression(parser);
}

function parseItem(parser: Parser): Expression | Spread | null {
  if (at(parser, '...')) return parseSpread(parser);
  const item = parseExpression(parser);
  return item.kind === 'missing' && item.start === item.end ? null : item;
}

export function parseSpread(parser: Parser): Spread {
  const { start } = take(parser);
  const value = parseExpression(parser);
  return { kind: 'spread', start, end: parser.previousEnd, value };
}

/** The arguments of a call, from inside its bracket to past the closing one. */
export function parseArguments(parser: Parser): Expression[] {
  const found: Expression[] = [];
  skipNewline(parser);
  while (!atTerminator(parser) && !at(parser, 'newline')) {
    found.push(parseExpression(parser));
    if (!at(parser, ',') && !at(parser, ')') && !at(parser, 'newline')) {
      report(parser, 'expected-comma');
      skipTo(parser, ',');
    }
    const comma = accept(parser, ',');
    skipNewline(parser);
    if (!comma && !atTerminator(parser) && !at(parser, 'newline')) report(parser, 'expected-comma');
  }
  expect(parser, ')', 'unclosed-parenthesis');
  return found;
}

/**
 * The parameters of a lambda whose parenthesis is at the current token, up to its arrow; null, and
 * nothing taken, where it is no lambda.
 */
export function parseLambdaParameters(parser: Parser): Identifier[] | null {
  let distance = 1;
  const isParameter = (): boolean => {
    const { kind } = peek(parser, distance);
    return kind === 'identifier' || kind === ',' || kind === 'newline';
  };
  while (isParameter()) distance += 1;
  if (peek(parser, distance).kind !== ')' || peek(parser, distance + 1).kind !== '=>') return null;
  const parameters: Identifier[] = [];
  take(parser);
  while (!accept(parser, ')')) {
    if (at(parser, 'identifier')) parameters.push(parseName(parser));
    else take(parser);
  }
  return parameters;
}
