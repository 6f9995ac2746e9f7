import type { Expression, TypeExpression } from './nodes.ts';
import { parseDecorators } from './parse-decorators.ts';
import { parsePrimary as parseValue } from './parse-expression.ts';
import { parseSeparated } from './parse-lists.ts';
import { parseKey } from './parse-object.ts';
import { parseReference } from './parse-resource.ts';
import {
  accept,
  at,
  atWord,
  expect,
  inBracket,
  maximumNesting,
  missingType,
  peekPastNewline,
  report,
  skipNewline,
  skipTo,
  take,
  textOf,
  type Parser,
} from './parser.ts';

/** A type; `type-missing`, and nothing taken, where none begins at the current token. */
export function parseType(parser: Parser): TypeExpression {
  if (parser.nesting >= maximumNesting) {
    report(parser, 'too-deep');
    skipTo(parser, ',');
    return { kind: 'type-missing', start: parser.previousEnd, end: parser.previousEnd };
  }
  parser.nesting += 1;
  const type = parseUnion(parser);
  parser.nesting -= 1;
  return type;
}

/** Members may stand on lines of their own, each after its `|`. */
function parseUnion(parser: Parser): TypeExpression {
  const { start } = peekPastNewline(parser);
  const leading = acceptBar(parser);
  const first = parsePostfix(parser);
  if (!leading && peekPastNewline(parser).kind !== '|') return first;
  const members = [first];
  while (acceptBar(parser)) members.push(parsePostfix(parser));
  return { kind: 'type-union', start, end: parser.previousEnd, members };
}

function acceptBar(parser: Parser): boolean {
  if (peekPastNewline(parser).kind !== '|') return false;
  accept(parser, 'newline');
  take(parser);
  return true;
}

/** A primary type with what follows it: `a.b[]?`. */
function parsePostfix(parser: Parser): TypeExpression {
  const { start } = parser.current;
  let type = parsePrimary(parser);
  if (type.kind === 'type-missing') return type;
  for (;;) {
    if (at(parser, '[')) {
      type = inBracket(parser, () => parseItemAccess(parser, type, start));
    } else if (accept(parser, '.')) {
      type = parseMember(parser, type, start);
    } else if (accept(parser, '?')) {
      type = { kind: 'type-nullable', start, end: parser.previousEnd, type };
    } else if (!accept(parser, '!')) {
      return type;
    }
    parser.links += 1;
  }
}

function parseItemAccess(parser: Parser, base: TypeExpression, start: number): TypeExpression {
  const open = parser.previousEnd;
  if (accept(parser, ']')) {
    return { kind: 'type-array', start, end: parser.previousEnd, element: base };
  }
  if (!accept(parser, '*') && !accept(parser, 'number')) {
    report(parser, 'unclosed-array');
    skipTo(parser);
  }
  const index = parser.text.slice(open, parser.previousEnd);
  expect(parser, ']', 'unclosed-array');
  return { kind: 'type-member', start, end: parser.previousEnd, base, name: `[${index}]` };
}

function parseMember(parser: Parser, base: TypeExpression, start: number): TypeExpression {
  const named = at(parser, 'identifier') || at(parser, '*');
  if (!named) report(parser, 'expected-name');
  const name = named ? textOf(parser, take(parser)) : '';
  if (base.kind === 'type-name' && at(parser, '<')) {
    const args = parseTypeArguments(parser);
    const end = parser.previousEnd;
    return { kind: 'type-name', start, end, name: `${base.name}.${name}`, arguments: args };
  }
  return { kind: 'type-member', start, end: parser.previousEnd, base, name };
}

function parsePrimary(parser: Parser): TypeExpression {
  const { start } = parser.current;
  switch (parser.current.kind) {
    case 'string':
    case 'string-start':
    case 'number':
    case '-':
    case '+':
    case '!':
      return parseLiteral(parser);
    case '{':
      return inBracket(parser, () => parseObjectType(parser, start));
    case '[':
      return inBracket(parser, () => parseTuple(parser, start));
    case '(':
      return inBracket(parser, () => parseParenthesized(parser));
    case 'identifier':
      return parseNamed(parser, start);
    default:
      return missingType(parser);
  }
}

/** A literal, perhaps with a sign: `'a'`, `-1`, `!true`, `null`. */
function parseLiteral(parser: Parser): TypeExpression {
  const value = parseSigned(parser);
  return { kind: 'type-literal', start: value.start, end: value.end, value };
}

function parseSigned(parser: Parser): Expression {
  const { kind, start } = parser.current;
  if (kind !== '-' && kind !== '+' && kind !== '!') return parseValue(parser);
  take(parser);
  const operand = parseValue(parser);
  return { kind: 'unary', start, end: operand.end, operator: kind, operand };
}

const literalWords = ['true', 'false', 'null'];

function parseNamed(parser: Parser, start: number): TypeExpression {
  if (literalWords.some((word) => atWord(parser, word))) return parseLiteral(parser);
  const name = textOf(parser, take(parser));
  const args = at(parser, '<') ? parseTypeArguments(parser) : [];
  // `param x resource 'Microsoft.Storage/storageAccounts@…'`, the form without angle brackets.
  if (name === 'resource' && (at(parser, 'string') || at(parser, 'string-start'))) {
    const value = parseReference(parser);
    args.push({ kind: 'type-literal', start: value.start, end: value.end, value });
  }
  return { kind: 'type-name', start, end: parser.previousEnd, name, arguments: args };
}

/** From `<` to past `>`. */
function parseTypeArguments(parser: Parser): TypeExpression[] {
  take(parser);
  const args: TypeExpression[] = [];
  do {
    skipNewline(parser);
    args.push(parseType(parser));
    skipNewline(parser);
  } while (accept(parser, ','));
  expect(parser, '>', 'unclosed-type-arguments');
  return args;
}

function parseParenthesized(parser: Parser): TypeExpression {
  skipNewline(parser);
  const type = parseType(parser);
  skipNewline(parser);
  if (!at(parser, ')')) {
    report(parser, 'unclosed-parenthesis');
    skipTo(parser);
  }
  accept(parser, ')');
  return type;
}

type TypeProperty = (TypeExpression & { kind: 'type-object' })['properties'][number];

function parseObjectType(parser: Parser, start: number): TypeExpression {
  const properties = parseSeparated(parser, () => parseProperty(parser));
  expect(parser, '}', 'unclosed-object');
  return { kind: 'type-object', start, end: parser.previousEnd, properties };
}

/** `key: type`, or `*: type` for whatever other properties there are. */
function parseProperty(parser: Parser): TypeProperty | null {
  const decorators = parseDecorators(parser);
  const key = accept(parser, '*') ? null : parseKey(parser);
  if (key === null && !at(parser, ':')) {
    report(parser, 'expected-property');
    skipTo(parser, ',');
    return null;
  }
  const type = expect(parser, ':', 'expected-colon') ? parseType(parser) : missingType(parser);
  return { key, type, decorators };
}

function parseTuple(parser: Parser, start: number): TypeExpression {
  const items = parseSeparated(parser, () => {
    const decorators = parseDecorators(parser);
    return { type: parseType(parser), decorators };
  });
  expect(parser, ']', 'unclosed-array');
  return { kind: 'type-tuple', start, end: parser.previousEnd, items };
}
