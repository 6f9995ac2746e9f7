import type {
  Decorator,
  Identifier,
  ObjectLiteral,
  ObjectMember,
  ObjectProperty,
  StringLiteral,
} from './nodes.ts';
import { parseDecorators } from './parse-decorators.ts';
import { parseExpression } from './parse-expression.ts';
import { parseSeparated, parseSpread } from './parse-lists.ts';
import { parseResource } from './parse-resource.ts';
import { parseString } from './parse-string.ts';
import {
  accept,
  at,
  atWord,
  expect,
  inBracket,
  maximumNesting,
  missing,
  parseName,
  peek,
  report,
  skipTo,
  type Parser,
} from './parser.ts';

/** An object. Only the body of a resource itself may hold resources. */
export function parseObject(parser: Parser, holdsResources: boolean): ObjectLiteral {
  const { start } = parser.current;
  return inBracket(parser, () => {
    const members = parseSeparated(parser, () => parseMember(parser, holdsResources));
    expect(parser, '}', 'unclosed-object');
    return { kind: 'object', start, end: parser.previousEnd, members };
  });
}

function parseMember(parser: Parser, holdsResources: boolean): ObjectMember | null {
  if (at(parser, '...')) return parseSpread(parser);
  if (holdsResources && beginsResource(parser)) return parseNestedResource(parser);
  return parseProperty(parser);
}

/** `resource` is a name like others, unless another name follows it. */
function beginsResource(parser: Parser): boolean {
  return at(parser, '@') || (atWord(parser, 'resource') && peek(parser, 1).kind === 'identifier');
}

function parseNestedResource(parser: Parser): ObjectMember | null {
  const { start } = parser.current;
  const decorators: Decorator[] = parseDecorators(parser);
  if (!beginsResource(parser) || parser.nesting >= maximumNesting) {
    report(parser, parser.nesting >= maximumNesting ? 'too-deep' : 'expected-declaration');
    skipTo(parser);
    return null;
  }
  parser.nesting += 1;
  const resource = parseResource(parser, start, decorators);
  parser.nesting -= 1;
  return resource;
}

function parseProperty(parser: Parser): ObjectProperty | null {
  const { start } = parser.current;
  const key = parseKey(parser);
  if (key === null) {
    report(parser, 'expected-property');
    skipTo(parser, ',');
    return null;
  }
  const value = accept(parser, ':') ? parseExpression(parser) : missing(parser, 'expected-colon');
  return { kind: 'property', start, end: parser.previousEnd, key, value };
}

/** The key at the current token; null, and nothing taken, where there is none. */
export function parseKey(parser: Parser): Identifier | StringLiteral | null {
  if (at(parser, 'identifier')) return parseName(parser);
  if (at(parser, 'string') || at(parser, 'string-start')) return parseString(parser);
  return null;
}
