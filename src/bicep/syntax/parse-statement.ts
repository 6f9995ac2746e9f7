import type { Decorator, Expression, Statement, TypeExpression } from './nodes.ts';
import { parseDecorators } from './parse-decorators.ts';
import { parseExpression, skipNewlineBeforeBody } from './parse-expression.ts';
import { parseExtension, parseImport, parseUsing } from './parse-import.ts';
import { parseSeparated } from './parse-lists.ts';
import { parseModule, parseResource } from './parse-resource.ts';
import { parseType } from './parse-type.ts';
import {
  accept,
  at,
  expect,
  inBracket,
  missing,
  missingType,
  parseName,
  peekPastNewline,
  report,
  skipTo,
  take,
  textOf,
  type Parser,
} from './parser.ts';

type ParseDeclaration = (parser: Parser, start: number, decorators: Decorator[]) => Statement;

/** What each keyword begins. Each function begins at its keyword. */
const declarations: Record<string, ParseDeclaration> = {
  targetScope: parseTargetScope,
  metadata: parseNamedValue('metadata'),
  param: parseParam,
  var: parseVar,
  resource: parseResource,
  module: parseModule,
  test: parseModule,
  output: parseOutput,
  type: parseTypeDeclaration,
  func: parseFunc,
  import: parseImport,
  extension: parseExtension,
  provider: parseExtension,
  extensionConfig: parseExtension,
  assert: parseNamedValue('assert'),
  using: parseUsing,
  extends: parseUsing,
};

/**
 * A statement with its decorators, from the current token to before the line end that ends it. What
 * is no declaration is `broken`, and so is a declaration without a name.
 */
export function parseStatement(parser: Parser): Statement {
  const { start } = parser.current;
  const decorators = parseDecorators(parser);
  const word = at(parser, 'identifier') ? textOf(parser, parser.current) : '';
  const parse = Object.hasOwn(declarations, word) ? declarations[word] : undefined;
  if (parse === undefined) return parseBroken(parser, start, decorators);
  const statement = parse(parser, start, decorators);
  if ('name' in statement && statement.name.name === '') {
    return parseBroken(parser, start, decorators);
  }
  if (!at(parser, 'newline') && !at(parser, 'end')) {
    report(parser, 'expected-line-end');
    skipStatement(parser);
    statement.end = parser.previousEnd;
  }
  return statement;
}

function parseBroken(parser: Parser, start: number, decorators: Decorator[]): Statement {
  if (!at(parser, 'newline')) report(parser, 'expected-declaration');
  skipStatement(parser);
  return { kind: 'broken', start, end: Math.max(start, parser.previousEnd), decorators };
}

/** Skips the rest of the line, with the brackets that it opens. */
function skipStatement(parser: Parser): void {
  skipTo(parser);
  while (!at(parser, 'newline') && !at(parser, 'end')) {
    take(parser);
    skipTo(parser);
  }
}

/** From the `=` on. A loop or a literal with brackets may begin on the next line. */
function parseValue(parser: Parser): Expression {
  if (!accept(parser, '=')) return missing(parser, 'expected-assignment');
  const { kind } = peekPastNewline(parser);
  if (kind === '[' || kind === '{') accept(parser, 'newline');
  return parseExpression(parser);
}

/** True where no type follows. A union may begin on the next line, with `|`. */
const atTypeEnd = (parser: Parser): boolean =>
  at(parser, '=') ||
  at(parser, 'end') ||
  (at(parser, 'newline') && peekPastNewline(parser).kind !== '|');

function parseTargetScope(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  const value = parseValue(parser);
  return { kind: 'target-scope', start, end: parser.previousEnd, decorators, value };
}

function parseNamedValue(kind: 'metadata' | 'assert'): ParseDeclaration {
  return (parser, start, decorators) => {
    take(parser);
    const name = parseName(parser);
    const value = parseValue(parser);
    return { kind, start, end: parser.previousEnd, decorators, name, value };
  };
}

function parseParam(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  const name = parseName(parser);
  let type: TypeExpression | null = null;
  if (!atTypeEnd(parser)) type = parseType(parser);
  else if (parser.language === 'bicep') report(parser, 'expected-type');
  const isDeclared = parser.language === 'bicep' && !at(parser, '=');
  const value = isDeclared ? null : parseValue(parser);
  return { kind: 'param', start, end: parser.previousEnd, decorators, name, type, value };
}

function parseVar(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  const name = parseName(parser);
  const type = atTypeEnd(parser) ? null : parseType(parser);
  const value = parseValue(parser);
  return { kind: 'var', start, end: parser.previousEnd, decorators, name, type, value };
}

function parseOutput(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  const name = parseName(parser);
  let type: TypeExpression | null = null;
  if (atTypeEnd(parser)) report(parser, 'expected-type');
  else type = parseType(parser);
  const value = parseValue(parser);
  return { kind: 'output', start, end: parser.previousEnd, decorators, name, type, value };
}

function parseTypeDeclaration(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  const name = parseName(parser);
  const assigned = expect(parser, '=', 'expected-assignment');
  const { kind } = peekPastNewline(parser);
  if (assigned && (kind === '[' || kind === '{')) accept(parser, 'newline');
  const type = assigned ? parseType(parser) : missingType(parser);
  return { kind: 'type', start, end: parser.previousEnd, decorators, name, type };
}

/** `func name(a string, b int) bool => body`. */
function parseFunc(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  const name = parseName(parser);
  const parameters = at(parser, '(') ? inBracket(parser, () => parseParameters(parser)) : [];
  const returns = at(parser, '=>') || at(parser, 'newline') ? null : parseType(parser);
  let body: Expression;
  if (accept(parser, '=>')) {
    skipNewlineBeforeBody(parser);
    body = parseExpression(parser);
  } else {
    body = missing(parser, 'expected-arrow');
  }
  return {
    kind: 'func',
    start,
    end: parser.previousEnd,
    decorators,
    name,
    parameters,
    returns,
    body,
  };
}

function parseParameters(parser: Parser): (Statement & { kind: 'func' })['parameters'] {
  const parameters = parseSeparated(parser, () => {
    const name = parseName(parser);
    const typed = !at(parser, ',') && !at(parser, ')') && !at(parser, 'newline');
    return { name, type: typed ? parseType(parser) : null };
  });
  expect(parser, ')', 'unclosed-parenthesis');
  return parameters;
}
