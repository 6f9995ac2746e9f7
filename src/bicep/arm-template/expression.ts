/** How the names of a template are written in Bicep, which has one space of names for all. */
export interface Names {
  /** The symbol of the module or resource that a name in `reference()` means; null for an id. */
  symbolOf: (argument: string) => { symbol: string; isModule: boolean } | null;
  /** The index of a loop, by the loop's name; null for the innermost. */
  indexOf: (loop: string | null) => string;
}

/** Functions that are operators in Bicep. */
const operators: Record<string, string> = {
  and: '&&',
  or: '||',
  equals: '==',
  greater: '>',
  greaterOrEquals: '>=',
  less: '<',
  lessOrEquals: '<=',
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
  coalesce: '??',
};

type Rewrite = (written: string[], names: Names) => string;

/** Functions that Bicep writes otherwise, by their names in lower case. */
const rewrites: Record<string, Rewrite> = {
  parameters: ([name = '']) => parameterName(unquoted(name)),
  variables: ([name = '']) => variableName(unquoted(name)),
  if: ([condition, whenTrue, whenFalse]) => `(${condition} ? ${whenTrue} : ${whenFalse})`,
  not: ([operand]) => `!(${operand})`,
  true: () => 'true',
  false: () => 'false',
  null: () => 'null',
  createarray: (items) => `[${items.join(', ')}]`,
  createobject: (written) =>
    `{ ${written.flatMap((key, at) => (at % 2 === 0 ? [`${key}: ${written[at + 1] ?? 'null'}`] : [])).join(', ')} }`,
  copyindex: ([loop], { indexOf }) => indexOf(loop?.startsWith("'") ? unquoted(loop) : null),
  lambda: (written) =>
    `((${written.slice(0, -1).map(unquoted).join(', ')}) => ${written.at(-1) ?? 'null'})`,
  lambdavariables: ([name = '']) => unquoted(name),
  resourceinfo: ([name = '']) => unquoted(name),
  reference(written, { symbolOf }) {
    const [of = '', , full] = written;
    const named = symbolOf(of);
    if (named === null) return `reference(${written.join(', ')})`;
    return named.isModule || full !== undefined ? named.symbol : `${named.symbol}.properties`;
  },
};

export const parameterName = (name: string): string => name;
export const variableName = (name: string): string => `var_${name.replace(/\W/g, '_')}`;
export const functionName = (name: string): string => name.replace(/\W/g, '_');

/** The text that a Bicep string in quotes stands for, where it has no escapes worth keeping. */
function unquoted(text: string): string {
  return text.replace(/^'|'$/g, '').replaceAll("\\'", "'");
}

/** A text as a string of Bicep. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

/** A text of a template: an expression where it stands in brackets. */
export function textInBicep(text: string, names: Names): string {
  if (!text.startsWith('[') || !text.endsWith(']') || text.startsWith('[[')) {
    return quoted(text.replace(/^\[\[/, '['));
  }
  // What cannot be read is a name that nothing has: it stays unknown.
  return expressionInBicep(text.slice(1, -1), names) ?? 'unreadable';
}

const token = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([\w.]*\w)(?=\s*\()|([[\](),.])|(\w+))/y;

/** Expressions nested deeper are not read: nobody writes them, and they would exhaust the stack. */
const deepest = 100;

/** An expression of a template as Bicep writes it; null where it cannot be read. */
function expressionInBicep(text: string, names: Names): string | null {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (match === null) return null;
    tokens.push(match[0].trim());
  }
  let at = 0;
  const take = (wanted: string): boolean => {
    if (tokens[at] !== wanted) return false;
    at += 1;
    return true;
  };
  const value = (depth: number): string | null => {
    const first = tokens[at++];
    if (first === undefined || depth > deepest) return null;
    if (first.startsWith("'")) return quoted(first.slice(1, -1).replaceAll("''", "'"));
    if (/^-?\d/.test(first)) return first;
    if (!take('(')) return null;
    const written: string[] = [];
    while (!take(')')) {
      const argument = value(depth + 1);
      if (argument === null) return null;
      written.push(argument);
      if (!take(',') && tokens[at] !== ')') return null;
    }
    return members(call(first, written, names), depth);
  };
  const members = (base: string, depth: number): string | null => {
    let written = base;
    for (;;) {
      if (take('.')) {
        const name = tokens[at++];
        if (name === undefined) return null;
        written = `${written}.${name}`;
      } else if (take('[')) {
        const index = value(depth + 1);
        if (index === null || !take(']')) return null;
        written = `${written}[${index}]`;
      } else return written.replace(moduleOutput, '$1');
    }
  };
  const result = value(0);
  return at === tokens.length ? result : null;
}

/** Outputs of a deployment are objects with the value in them; those of a module are the values. */
const moduleOutput = /^(\w+\.outputs\.\w+)\.value(?![\w])/;

function call(name: string, written: string[], names: Names): string {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator !== undefined) return `(${written.join(` ${operator} `)})`;
  const rewrite = rewrites[name.toLowerCase()];
  if (rewrite !== undefined && Object.hasOwn(rewrites, name.toLowerCase())) {
    return rewrite(written, names);
  }
  return `${functionName(name)}(${written.join(', ')})`;
}
