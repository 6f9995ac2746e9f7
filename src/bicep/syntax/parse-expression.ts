import type { Expression, Identifier } from './nodes.ts';
import { parseArguments, parseArray, parseLambdaParameters } from './parse-lists.ts';
import { parseObject } from './parse-object.ts';
import { parseString } from './parse-string.ts';
import {
  accept,
  at,
  atWord,
  inBracket,
  isDeclarationWord,
  maximumNesting,
  missing,
  parseName,
  peek,
  peekPastNewline,
  report,
  skipNewline,
  skipTo,
  take,
  textOf,
  type Parser,
} from './parser.ts';
import type { TokenKind } from './token.ts';

/** An expression; `missing`, and nothing taken, where none begins at the current token. */
export function parseExpression(parser: Parser): Expression {
  if (parser.nesting >= maximumNesting) return tooDeep(parser);
  parser.nesting += 1;
  const expression = parseTernary(parser);
  parser.nesting -= 1;
  return expression;
}

function tooDeep(parser: Parser): Expression {
  const { start } = parser.current;
  report(parser, 'too-deep');
  skipTo(parser, ',');
  return { kind: 'missing', start: Math.min(start, parser.previousEnd), end: parser.previousEnd };
}

/** `?` and `:` may stand on lines of their own. */
function parseTernary(parser: Parser): Expression {
  const condition = parseBinary(parser, 0);
  if (peekPastNewline(parser).kind !== '?') return condition;
  accept(parser, 'newline');
  take(parser);
  skipNewline(parser);
  const whenTrue = parseExpression(parser);
  let whenFalse: Expression;
  if (peekPastNewline(parser).kind === ':') {
    accept(parser, 'newline');
    take(parser);
    skipNewline(parser);
    whenFalse = parseExpression(parser);
  } else {
    whenFalse = missing(parser, 'expected-colon');
  }
  const { start } = condition;
  return { kind: 'ternary', start, end: parser.previousEnd, condition, whenTrue, whenFalse };
}

const precedence: Partial<Record<TokenKind, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
};

/** These may be unary, so that on a new line they begin another item of an array. */
const isSign = (kind: TokenKind): boolean => kind === '+' || kind === '-';

function parseBinary(parser: Parser, above: number): Expression {
  let left = parseUnary(parser);
  for (;;) {
    const operator = peekPastNewline(parser);
    const level = precedence[operator.kind] ?? 0;
    if (level <= above || (at(parser, 'newline') && isSign(operator.kind))) return left;
    accept(parser, 'newline');
    take(parser);
    const right = parseBinary(parser, level);
    parser.links += 1;
    const { start } = left;
    left = { kind: 'binary', start, end: right.end, operator: operator.kind, left, right };
  }
}

function parseUnary(parser: Parser): Expression {
  const operators: { operator: '!' | '-' | '+'; start: number }[] = [];
  for (;;) {
    const { kind, start } = parser.current;
    if (kind !== '!' && kind !== '-' && kind !== '+') break;
    take(parser);
    operators.push({ operator: kind, start });
  }
  let operand = parseAccess(parser);
  for (const { operator, start } of operators.reverse()) {
    parser.links += 1;
    operand = { kind: 'unary', start, end: operand.end, operator, operand };
  }
  return operand;
}

/** A primary expression with whatever is taken from it: `a.b[0].?c!::d()`. */
export function parseAccess(parser: Parser): Expression {
  const { start } = parser.current;
  let base = parsePrimary(parser);
  if (base.kind === 'missing') return base;
  for (;;) {
    if (at(parser, '.') || at(parser, '::')) {
      base = parseMember(parser, base);
    } else if (at(parser, '[')) {
      base = parseElement(parser, base);
    } else if (accept(parser, '!')) {
      base = { kind: 'non-null', start, end: parser.previousEnd, operand: base };
    } else {
      return base;
    }
    parser.links += 1;
  }
}

function parseMember(parser: Parser, base: Expression): Expression {
  const { start } = base;
  const nested = take(parser).kind === '::';
  const safe = !nested && accept(parser, '?');
  const name = parseName(parser);
  if (at(parser, '(') && !nested) return parseCall(parser, base, name);
  const access = nested ? 'nested' : safe ? 'safe' : 'plain';
  return { kind: 'member', start, end: parser.previousEnd, base, name, access };
}

function parseElement(parser: Parser, base: Expression): Expression {
  const { start } = base;
  return inBracket(parser, () => {
    const safe = accept(parser, '?');
    const fromEnd = accept(parser, '^');
    skipNewline(parser);
    const index = parseExpression(parser);
    skipNewline(parser);
    if (!at(parser, ']')) {
      report(parser, 'unclosed-array');
      skipTo(parser);
    }
    accept(parser, ']');
    return { kind: 'element', start, end: parser.previousEnd, base, index, safe, fromEnd };
  });
}

function parseCall(parser: Parser, base: Expression | null, name: Identifier): Expression {
  const { start } = base ?? name;
  const args = inBracket(parser, () => parseArguments(parser));
  return { kind: 'call', start, end: parser.previousEnd, base, name, arguments: args };
}

/** An expression that is not made of others by operators or accesses. */
export function parsePrimary(parser: Parser): Expression {
  const { kind, start, end } = parser.current;
  switch (kind) {
    case 'string':
    case 'string-start':
      return parseString(parser);
    case 'number':
      take(parser);
      return { kind: 'number', start, end, value: Number(textOf(parser, { start, end })) };
    case '{':
      return parseObject(parser, false);
    case '[':
      return parseArray(parser);
    case '(':
      return parseParenthesized(parser);
    case 'identifier':
      return parseWord(parser);
    default:
      return missing(parser);
  }
}

function parseWord(parser: Parser): Expression {
  const { start, end } = parser.current;
  if (atWord(parser, 'true') || atWord(parser, 'false')) {
    return { kind: 'boolean', start, end, value: textOf(parser, take(parser)) === 'true' };
  }
  if (atWord(parser, 'null')) {
    take(parser);
    return { kind: 'null', start, end };
  }
  const name = parseName(parser);
  if (at(parser, '(')) return parseCall(parser, null, name);
  if (at(parser, '=>')) return parseLambda(parser, start, [name]);
  return name;
}

function parseParenthesized(parser: Parser): Expression {
  const { start } = parser.current;
  const parameters = parseLambdaParameters(parser);
  if (parameters !== null) return parseLambda(parser, start, parameters);
  return inBracket(parser, () => {
    skipNewline(parser);
    const expression = parseExpression(parser);
    skipNewline(parser);
    if (!at(parser, ')')) {
      report(parser, 'unclosed-parenthesis');
      skipTo(parser);
    }
    accept(parser, ')');
    return { kind: 'parenthesized', start, end: parser.previousEnd, expression };
  });
}

/** From the arrow on. The body may begin on the next line, unless a declaration does. */
function parseLambda(parser: Parser, start: number, parameters: Identifier[]): Expression {
  take(parser);
  skipNewlineBeforeBody(parser);
  const body = parseExpression(parser);
  return { kind: 'lambda', start, end: parser.previousEnd, parameters, body };
}

/** Moves past a line end after `=>`, unless a declaration follows. */
export function skipNewlineBeforeBody(parser: Parser): void {
  if (at(parser, 'newline') && !isDeclarationWord(textOf(parser, peek(parser, 1)))) take(parser);
}
