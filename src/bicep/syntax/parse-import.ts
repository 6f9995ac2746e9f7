import type { Decorator, Expression, Identifier, Statement, StringLiteral } from './nodes.ts';
import { parseSeparated } from './parse-lists.ts';
import { parseKey, parseObject } from './parse-object.ts';
import { parseReference } from './parse-resource.ts';
import {
  accept,
  at,
  atWord,
  expect,
  inBracket,
  missing,
  parseName,
  report,
  skipTo,
  take,
  type Parser,
} from './parser.ts';

/** `import { a, b as c } from 'x'` or `import * as x from 'x'`; once also what `extension` is now. */
export function parseImport(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  if (at(parser, 'string') || at(parser, 'string-start')) {
    return parseExtensionFrom(parser, start, decorators);
  }
  let items: ImportItem[] | null = null;
  let alias: Identifier | null = null;
  if (at(parser, '{')) {
    items = inBracket(parser, () => parseItems(parser));
  } else if (accept(parser, '*')) {
    alias = parseAlias(parser);
    if (alias === null) report(parser, 'expected-as');
  } else {
    report(parser, 'expected-import');
    items = [];
  }
  const from = parseFrom(parser);
  return { kind: 'import', start, end: parser.previousEnd, decorators, items, alias, from };
}

interface ImportItem {
  name: Identifier | StringLiteral;
  alias: Identifier | null;
}

function parseItems(parser: Parser): ImportItem[] {
  const items = parseSeparated(parser, () => {
    const name = parseKey(parser);
    if (name === null) {
      report(parser, 'expected-name');
      skipTo(parser, ',');
      return null;
    }
    return { name, alias: parseAlias(parser) };
  });
  expect(parser, '}', 'unclosed-object');
  return items;
}

function parseAlias(parser: Parser): Identifier | null {
  if (!atWord(parser, 'as')) return null;
  take(parser);
  return parseName(parser);
}

function parseFrom(parser: Parser): Expression | null {
  if (!atWord(parser, 'from')) {
    report(parser, 'expected-from');
    return null;
  }
  take(parser);
  return parseReference(parser);
}

/** `extension name with { … } as alias`, or the keyword `provider` that it once had. */
export function parseExtension(parser: Parser, start: number, decorators: Decorator[]): Statement {
  take(parser);
  return parseExtensionFrom(parser, start, decorators);
}

function parseExtensionFrom(parser: Parser, start: number, decorators: Decorator[]): Statement {
  const specification = at(parser, 'identifier') ? parseName(parser) : parseReference(parser);
  const configuration = parseConfiguration(parser);
  const alias = parseAlias(parser);
  return {
    kind: 'extension',
    start,
    end: parser.previousEnd,
    decorators,
    specification,
    alias,
    configuration,
  };
}

/** `using 'main.bicep'`, `using none` or `extends 'base.bicepparam'`. */
export function parseUsing(parser: Parser, start: number, decorators: Decorator[]): Statement {
  const kind = atWord(parser, 'using') ? 'using' : 'extends';
  take(parser);
  const none = kind === 'using' && atWord(parser, 'none');
  if (none) take(parser);
  const reference = none ? null : parseReference(parser);
  const configuration = parseConfiguration(parser);
  return { kind, start, end: parser.previousEnd, decorators, reference, configuration };
}

/** The object after `with`; null where there is no `with`. */
function parseConfiguration(parser: Parser): Expression | null {
  if (!atWord(parser, 'with')) return null;
  take(parser);
  return at(parser, '{') ? parseObject(parser, false) : missing(parser, 'expected-object');
}
