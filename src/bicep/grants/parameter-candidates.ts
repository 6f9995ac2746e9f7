import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { resolvePath } from '../paths.ts';
import type { BicepFile, Expression, Span } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import type { ParameterCandidate } from './role-grant.ts';

/** The root file that a parameters file is for; null where it does not say. */
export function usedBy(path: string, file: BicepFile): string | null {
  for (const statement of file.statements) {
    if (statement.kind !== 'using' || statement.reference === null) continue;
    const reference = plainString(statement.reference);
    return reference === null ? null : resolvePath(path, reference);
  }
  return null;
}

/** What a `.bicepparam` file gives: plain texts, and what it takes from the environment. */
export function candidatesOf(path: string, file: BicepFile): ParameterCandidate[] {
  return file.statements.flatMap((statement): ParameterCandidate[] => {
    if (statement.kind !== 'param' || statement.value === null) return [];
    const value = valueOf(statement.value);
    if (value === null) return [];
    return [{ name: statement.name.name, location: locate(path, statement.value), value }];
  });
}

function valueOf(expression: Expression): ParameterCandidate['value'] | null {
  switch (expression.kind) {
    case 'string': {
      const text = plainString(expression);
      return text === null ? null : { kind: 'literal', value: text };
    }
    case 'number':
    case 'boolean':
      return { kind: 'literal', value: String(expression.value) };
    case 'parenthesized':
      return valueOf(expression.expression);
    case 'call': {
      if (expression.name.name !== 'readEnvironmentVariable') {
        // `bool(readEnvironmentVariable('X'))` and its like.
        const [inner] = expression.arguments;
        return expression.arguments.length === 1 && inner ? valueOf(inner) : null;
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
