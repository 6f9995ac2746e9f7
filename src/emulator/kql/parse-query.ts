import { KqlError } from './kql-error.ts';
import { tokenize } from './lexer.ts';
import { parseExpression } from './parse-expression.ts';
import type { Let, Named, Operator, Ordering, Pipeline, Query, Source, Union } from './syntax.ts';
import { createTokenStream, type TokenStream } from './token-stream.ts';

/** @throws KqlError syntax, also for operators that the emulator does not know. */
export function parseQuery(text: string): Query {
  const stream = createTokenStream(tokenize(text));
  const lets: Let[] = [];
  while (stream.accept('let')) lets.push(parseLet(stream, lets));
  const pipeline = parsePipeline(stream);
  while (stream.accept(';'));
  const rest = stream.peek();
  if (rest.kind !== 'end') throw new KqlError('syntax', `Unexpected '${rest.text}'`);
  return { lets, pipeline };
}

/** A `let` whose right side is followed by a pipe, or begins like a table, makes a table. */
function parseLet(stream: TokenStream, known: readonly Let[]): Let {
  const name = stream.name();
  stream.expect('=');
  const isTabular =
    stream.peek().text === 'union' ||
    (stream.peek().kind === 'name' && ['|', ';'].includes(stream.peek(1).text)) ||
    known.some((other) => other.kind === 'tabular' && other.name === stream.peek().text);
  const parsed: Let = isTabular
    ? { kind: 'tabular', name, pipeline: parsePipeline(stream) }
    : { kind: 'scalar', name, expression: parseExpression(stream) };
  stream.expect(';');
  return parsed;
}

function parsePipeline(stream: TokenStream): Pipeline {
  const source = parseSource(stream);
  const operators: Operator[] = [];
  while (stream.accept('|')) operators.push(parseOperator(stream));
  return { source, operators };
}

function parseSource(stream: TokenStream): Source {
  if (stream.accept('union')) return { kind: 'union', union: parseUnion(stream) };
  if (stream.accept('(')) {
    const pipeline = parsePipeline(stream);
    stream.expect(')');
    return { kind: 'nested', pipeline };
  }
  return { kind: 'table', name: stream.name() };
}

function parseUnion(stream: TokenStream): Union {
  const union: Union = { fuzzy: false, withSource: null, parts: [] };
  while (stream.peek(1).text === '=') {
    const option = stream.name().toLowerCase();
    stream.expect('=');
    const value = stream.name();
    if (option === 'isfuzzy') union.fuzzy = value === 'true';
    else if (option === 'withsource') union.withSource = value;
    else if (option !== 'kind') throw new KqlError('syntax', `Unknown union option '${option}'`);
  }
  do union.parts.push({ source: parseSource(stream), operators: [] });
  while (stream.accept(','));
  return union;
}

const operatorParsers: Record<string, (stream: TokenStream) => Operator> = {
  where: (stream) => ({ kind: 'where', predicate: parseExpression(stream) }),
  project: (stream) => ({ kind: 'project', columns: namedList(stream) }),
  'project-away': (stream) => ({ kind: 'project-away', names: nameList(stream) }),
  'project-rename': (stream) => ({ kind: 'project-rename', columns: namedList(stream) }),
  extend: (stream) => ({ kind: 'extend', columns: namedList(stream) }),
  order: (stream) => ({ kind: 'order', by: orderings(stream) }),
  take: (stream) => ({ kind: 'take', count: stream.number() }),
  top: (stream) => ({ kind: 'top', count: stream.number(), by: orderings(stream) }),
  count: () => ({ kind: 'count' }),
  distinct: (stream) => ({ kind: 'distinct', columns: namedList(stream) }),
  summarize: (stream) => ({
    kind: 'summarize',
    aggregates: stream.peek().text === 'by' ? [] : namedList(stream),
    by: stream.accept('by') ? namedList(stream) : [],
  }),
  union: (stream) => ({ kind: 'union', union: parseUnion(stream) }),
  render: (stream) => {
    stream.name();
    return { kind: 'render' };
  },
};

const synonyms: Record<string, string> = { filter: 'where', sort: 'order', limit: 'take' };

function parseOperator(stream: TokenStream): Operator {
  const name = stream.name();
  const parse = operatorParsers[synonyms[name] ?? name];
  if (parse === undefined) {
    throw new KqlError('syntax', `The operator '${name}' is not known to the embedded Azure`);
  }
  return parse(stream);
}

function namedList(stream: TokenStream): Named[] {
  const items: Named[] = [];
  do {
    const hasName = stream.peek().kind === 'name' && stream.peek(1).text === '=';
    const name = hasName ? stream.name() : null;
    if (hasName) stream.expect('=');
    items.push({ name, expression: parseExpression(stream) });
  } while (stream.accept(','));
  return items;
}

function nameList(stream: TokenStream): string[] {
  const names = [stream.name()];
  while (stream.accept(',')) names.push(stream.name());
  return names;
}

/** `by a asc, b`: without a word it is descending, as in Kusto. */
function orderings(stream: TokenStream): Ordering[] {
  stream.expect('by');
  const by: Ordering[] = [];
  do {
    const expression = parseExpression(stream);
    const ascending = stream.accept('asc');
    if (!ascending) stream.accept('desc');
    if (stream.accept('nulls')) stream.name();
    by.push({ expression, descending: !ascending });
  } while (stream.accept(','));
  return by;
}
