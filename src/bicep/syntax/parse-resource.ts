import type { Decorator, Expression, ModuleDeclaration, ResourceDeclaration } from './nodes.ts';
import { parseFor, parseIf } from './parse-body.ts';
import { atLoop } from './parse-lists.ts';
import { parseObject } from './parse-object.ts';
import { parseString } from './parse-string.ts';
import {
  accept,
  at,
  atWord,
  missing,
  parseName,
  peekPastNewline,
  report,
  skipTo,
  take,
  textOf,
  type Parser,
} from './parser.ts';

/** A resource, from its keyword on. Its span begins at `start`, where its decorators do. */
export function parseResource(
  parser: Parser,
  start: number,
  decorators: Decorator[],
): ResourceDeclaration {
  take(parser);
  const name = parseName(parser);
  const type = parseReference(parser);
  const existing = atWord(parser, 'existing');
  if (existing) take(parser);
  const body = parseBody(parser, true);
  return {
    kind: 'resource',
    start,
    end: parser.previousEnd,
    decorators,
    name,
    type,
    existing,
    body,
  };
}

/** A module or a test, from its keyword on. */
export function parseModule(
  parser: Parser,
  start: number,
  decorators: Decorator[],
): ModuleDeclaration {
  const kind = textOf(parser, take(parser)) === 'test' ? 'test' : 'module';
  const name = parseName(parser);
  const reference = parseReference(parser);
  const body = parseBody(parser, false);
  return { kind, start, end: parser.previousEnd, decorators, name, reference, body };
}

/** The string that says what to deploy, or which file. */
export function parseReference(parser: Parser): Expression {
  const isString = at(parser, 'string') || at(parser, 'string-start');
  return isString ? parseString(parser) : missing(parser, 'expected-string');
}

/** From the `=` on, after which the body may begin on the next line. */
function parseBody(parser: Parser, holdsResources: boolean): Expression {
  if (!accept(parser, '=')) {
    report(parser, 'expected-assignment');
    if (!at(parser, '{')) skipTo(parser, '=', '{');
    accept(parser, '=');
  }
  if (beginsBody(parser)) accept(parser, 'newline');
  return parseBodyOrCondition(parser, holdsResources);
}

function beginsBody(parser: Parser): boolean {
  const next = peekPastNewline(parser);
  const isWord = next.kind === 'identifier' && textOf(parser, next) === 'if';
  return isWord || next.kind === '{' || next.kind === '[';
}

function parseBodyOrCondition(parser: Parser, holdsResources: boolean): Expression {
  if (at(parser, '{')) return parseObject(parser, holdsResources);
  if (atWord(parser, 'if')) return parseIf(parser, holdsResources);
  if (at(parser, '[') && atLoop(parser)) {
    return parseFor(parser, () =>
      atWord(parser, 'if')
        ? parseIf(parser, holdsResources)
        : at(parser, '{')
          ? parseObject(parser, holdsResources)
          : missing(parser, 'expected-body'),
    );
  }
  return missing(parser, 'expected-body');
}
