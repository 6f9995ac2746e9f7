import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { resolvePath } from '../paths.ts';
import type { BicepFile, Expression, Span } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import type { ParameterCandidate } from './role-grant.ts';

/** What a `.bicepparam` file gives, and the root file that it is for; null where it does not say. */
export interface ParameterFile {
  root: string | null;
  candidates: ParameterCandidate[];
}

/** Files that extend each other are followed so far; one that extends itself ends here. */
const mostExtended = 8;

/**
 * Reads a `.bicepparam` file with those that it extends: plain texts, variables that hold one, and
 * what it takes from the environment. What a file says itself stands before what it extends.
 */
export function readParameterFile(
  path: string,
  fileOf: (path: string) => BicepFile | undefined,
  depth = 0,
): ParameterFile {
  const file = fileOf(path);
  if (file === undefined || depth > mostExtended) return { root: null, candidates: [] };
  const own = candidatesOf(path, file);
  const named = new Set(own.map(({ name }) => name));
  const extended = referencesOf('extends', path, file).map((base) =>
    readParameterFile(base, fileOf, depth + 1),
  );
  const [root] = referencesOf('using', path, file);
  return {
    root: root ?? extended.find((base) => base.root !== null)?.root ?? null,
    candidates: [
      ...own,
      ...extended.flatMap(({ candidates }) => candidates).filter(({ name }) => !named.has(name)),
    ],
  };
}

/** The files that `using` or `extends` names. `using none` names none. */
function referencesOf(kind: 'using' | 'extends', path: string, file: BicepFile): string[] {
  return file.statements.flatMap((statement) => {
    if (statement.kind !== kind || statement.reference === null) return [];
    const reference = plainString(statement.reference);
    return (reference === null ? null : resolvePath(path, reference)) ?? [];
  });
}

function candidatesOf(path: string, file: BicepFile): ParameterCandidate[] {
  const variables = new Map(
    file.statements.flatMap((statement) =>
      statement.kind === 'var' ? [[statement.name.name, statement.value] as const] : [],
    ),
  );
  return file.statements.flatMap((statement): ParameterCandidate[] => {
    if (statement.kind !== 'param' || statement.value === null) return [];
    const value = valueOf(statement.value, variables);
    if (value === null) return [];
    return [{ name: statement.name.name, location: locate(path, statement.value), value }];
  });
}

/** Variables that stand for variables are followed so far. */
const mostSteps = 8;

function valueOf(
  expression: Expression,
  variables: ReadonlyMap<string, Expression>,
  steps = mostSteps,
): ParameterCandidate['value'] | null {
  switch (expression.kind) {
    case 'string': {
      const text = plainString(expression);
      return text === null ? null : { kind: 'literal', value: text };
    }
    case 'number':
    case 'boolean':
      return { kind: 'literal', value: String(expression.value) };
    case 'parenthesized':
      return valueOf(expression.expression, variables, steps);
    case 'identifier': {
      const variable = variables.get(expression.name);
      return variable && steps > 0 ? valueOf(variable, variables, steps - 1) : null;
    }
    case 'call': {
      if (expression.name.name !== 'readEnvironmentVariable') {
        // `bool(readEnvironmentVariable('X'))` and its like.
        const [inner] = expression.arguments;
        return expression.arguments.length === 1 && inner ? valueOf(inner, variables, steps) : null;
      }
      const [variable, fallback] = expression.arguments.map(plainString);
      if (typeof variable !== 'string') return null;
      return { kind: 'environment', variable, fallback: fallback ?? null };
    }
    default:
      return null;
  }
}

/** The parameters files in JSON that are taken to be for a root file: those beside it by its name. */
export function jsonParameterPaths(root: string): string[] {
  const stem = root.replace(/\.bicep$/, '');
  return [`${stem}.parameters.json`, `${stem}.azuredeploy.parameters.json`];
}

/** `${NAME}` or `${NAME=fallback}`, which azd fills in. */
const placeholder = /^\$\{([A-Za-z_]\w*)(?:=([^}]*))?\}$/;

/**
 * What a parameters file in JSON gives. Comments are allowed in one, and of a file that is being
 * written everything counts that can be read so far.
 */
export function jsonCandidates(path: string, text: string): ParameterCandidate[] {
  const root = parseTree(text);
  const parameters = root && findNodeAtLocation(root, ['parameters']);
  return (parameters?.children ?? []).flatMap((property): ParameterCandidate[] => {
    const [key, entry] = property.children ?? [];
    const value: unknown = entry && findNodeAtLocation(entry, ['value'])?.value;
    if (!key || !['string', 'number', 'boolean'].includes(typeof value)) return [];
    const written = String(value);
    const [, variable, fallback] = placeholder.exec(written) ?? [];
    return [
      {
        name: String(key.value),
        location: locate(path, { start: key.offset, end: key.offset + key.length }),
        value:
          variable === undefined
            ? { kind: 'literal', value: written }
            : { kind: 'environment', variable, fallback: fallback ?? null },
      },
    ];
  });
}

function locate(file: string, { start, end }: Span): ParameterCandidate['location'] {
  return { file, span: { start, end } };
}
