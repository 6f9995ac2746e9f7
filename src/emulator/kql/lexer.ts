import { KqlError } from './kql-error.ts';
import { Timespan, type Value } from './values.ts';

export type Token =
  | { kind: 'name'; text: string }
  | {
      kind: 'literal';
      text: string;
      value: Value;
      type: 'string' | 'long' | 'real' | 'timespan' | 'datetime' | 'dynamic';
    }
  | { kind: 'symbol'; text: string }
  | { kind: 'end'; text: '' };

const unitMs: Record<string, number> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Tried in this order at every place; the first that fits is the token. */
const forms: { expression: RegExp; read: (match: RegExpExecArray) => Token | null }[] = [
  { expression: /\s+|\/\/[^\n]*/y, read: () => null },
  {
    expression: /@"((?:[^"]|"")*)"|@'((?:[^']|'')*)'/y,
    read: (match) => text(match[1]?.replaceAll('""', '"') ?? match[2]?.replaceAll("''", "'") ?? ''),
  },
  {
    expression: /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/y,
    read: (match) => text(unescape(match[1] ?? match[2] ?? '')),
  },
  {
    expression: /datetime\(\s*(?:"([^"]*)"|'([^']*)'|([^()'"]+?))\s*\)/y,
    read: (match) => dateLiteral((match[1] ?? match[2] ?? match[3] ?? '').trim()),
  },
  {
    expression: /dynamic\(((?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)\)/y,
    read: (match) => dynamicLiteral(match[1] ?? ''),
  },
  {
    expression: /(\d+(?:\.\d+)?)(ms|d|h|m|s)(?![\w])/y,
    read: ([found, amount, unit]) => ({
      kind: 'literal',
      text: found,
      value: new Timespan(Number(amount) * (unitMs[unit ?? ''] ?? 0)),
      type: 'timespan',
    }),
  },
  {
    expression: /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y,
    read: ([found]) => ({
      kind: 'literal',
      text: found,
      value: Number(found),
      type: /^\d+$/.test(found) ? 'long' : 'real',
    }),
  },
  {
    expression:
      /!(?:has_cs|has|contains_cs|contains|startswith_cs|startswith|endswith_cs|endswith|between|in~|in)(?!\w)/y,
    read: ([found]) => ({ kind: 'symbol', text: found }),
  },
  { expression: /in~/y, read: ([found]) => ({ kind: 'symbol', text: found }) },
  {
    expression: /(?:project|mv)-[a-z]+/y,
    read: ([found]) => ({ kind: 'name', text: found }),
  },
  { expression: /[A-Za-z_$][\w$]*/y, read: ([found]) => ({ kind: 'name', text: found }) },
  {
    expression: /==|=~|!=|!~|<>|<=|>=|\.\.|[-+*/%<>=()[\],.|;:]/y,
    read: ([found]) => ({ kind: 'symbol', text: found }),
  },
];

/** @throws KqlError syntax, where a character belongs to no token. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  next: while (position < query.length) {
    for (const { expression, read } of forms) {
      expression.lastIndex = position;
      const match = expression.exec(query);
      if (match === null) continue;
      const token = read(match);
      if (token !== null) tokens.push(token);
      position += match[0].length;
      continue next;
    }
    throw new KqlError('syntax', `Unexpected character '${query[position] ?? ''}' at ${position}`);
  }
  return [...tokens, { kind: 'end', text: '' }];
}

const text = (value: string): Token => ({ kind: 'literal', text: value, value, type: 'string' });

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

const unescape = (quoted: string): string =>
  quoted.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_all, code: string | undefined, char: string) =>
    code === undefined ? (escapes[char] ?? char) : String.fromCharCode(parseInt(code, 16)),
  );

function dateLiteral(written: string): Token {
  const value = new Date(/^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00:00Z` : written);
  if (Number.isNaN(value.getTime())) {
    throw new KqlError('syntax', `Invalid datetime literal '${written}'`);
  }
  return { kind: 'literal', text: written, value, type: 'datetime' };
}

function dynamicLiteral(written: string): Token {
  try {
    const value = JSON.parse(written.replaceAll(/'([^']*)'/g, '"$1"')) as Value;
    return { kind: 'literal', text: written, value, type: 'dynamic' };
  } catch {
    throw new KqlError('syntax', `Invalid dynamic literal '${written}'`);
  }
}
