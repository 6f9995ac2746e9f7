import type { Location } from '../grants/role-grant.ts';
import { resolvePath } from '../paths.ts';
import type { Statement } from '../syntax/nodes.ts';
import { resourceValue } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { indexOf, type Named } from './file-index.ts';
import { locate, type Frame } from './frame.ts';
import { moduleInstances } from './modules.ts';
import { certain, labelled, literal, symbolic, type Value } from './value.ts';

/** What a name stands for in a file; null where the file does not declare it. */
export function valueOfSymbol(name: string, frame: Frame, usedAt: Location): Value | null {
  const statement = frame.index.symbols.get(name);
  if (statement === undefined) return importedValue(name, frame);
  const before = frame.values.get(statement);
  if (before) return before;
  // A symbol that needs itself has no value; Bicep refuses such a file.
  if (before === null) return symbolic(`cycle(${frame.path}#${name})`, usedAt);
  frame.values.set(statement, null);
  const value = declaredValue(statement, frame);
  frame.values.set(statement, value);
  return value;
}

function declaredValue(statement: Named, frame: Frame): Value {
  switch (statement.kind) {
    case 'param':
      return parameterValue(statement, frame);
    case 'var': {
      const { name } = statement.name;
      return labelled(evaluate(statement.value, frame), name, locate(frame, statement.name));
    }
    case 'resource':
      return resourceValue(statement, frame);
    case 'module':
    case 'test': {
      const location = locate(frame, statement.name);
      const instances = moduleInstances(statement, frame);
      const values = instances.map((instance): Value => ({ kind: 'module', instance, location }));
      const [only] = values;
      if (statement.body.kind !== 'for') {
        return only ?? symbolic(`module(${frame.key}${frame.path}:never)`, location);
      }
      const items = values.map((value, index) => ({
        ...certain(value),
        repeated: instances[index]?.repeated ?? false,
      }));
      return { kind: 'array', items, location };
    }
  }
}

function parameterValue(statement: Extract<Statement, { kind: 'param' }>, frame: Frame): Value {
  const { name } = statement.name;
  const location = locate(frame, statement.name);
  const given = frame.arguments?.get(name);
  if (given !== undefined) return labelled(given, name, location);
  const fallback = (): Value | null =>
    statement.value && labelled(evaluate(statement.value, frame), name, location);
  if (frame.arguments === null) {
    let known: Value | null | undefined;
    return symbolic(name, location, {
      parameter: name,
      fallback: () => {
        if (known === undefined) {
          known = null;
          known = fallback();
        }
        return known;
      },
    });
  }
  return byDefault(fallback() ?? literal(null, location), `${frame.path}#${name}`);
}

/** Marks a value as the default of a parameter. */
function byDefault(value: Value, parameter: string): Value {
  switch (value.kind) {
    case 'literal':
    case 'object':
    case 'array':
      return { ...value, byDefault: parameter };
    default:
      return value;
  }
}

function importedValue(name: string, frame: Frame): Value | null {
  const found = frame.index.imports.get(name);
  const from = found && importedFrame(found.from, frame);
  if (!found || !from) return null;
  const location = locate(from, { start: 0, end: 0 });
  if (found.name !== null) return valueOfSymbol(found.name, from, location);
  // `import * as roles`: a member of the alias is a variable of that file.
  const entries = [...from.index.symbols.values()].flatMap((statement): [string, Value][] => {
    if (statement.kind !== 'var') return [];
    const value = valueOfSymbol(statement.name.name, from, location);
    return value === null ? [] : [[statement.name.name, value]];
  });
  return { kind: 'object', entries: new Map(entries), rest: [], location };
}

/** The file that variables and functions are imported from. Its parameters are nobody's. */
export function importedFrame(reference: string, frame: Frame): Frame | null {
  const { run } = frame;
  const path = resolvePath(frame.path, reference);
  if (path === null) return null;
  const before = run.imported.get(path);
  if (before !== undefined) return before;
  const file = run.file(path);
  if (file === undefined) return null;
  const imported: Frame = {
    ...frame,
    path,
    file,
    index: indexOf(file),
    arguments: { get: () => undefined, names: () => [] },
    key: `import:${path}`,
    values: new Map(),
    modules: new Map(),
  };
  run.imported.set(path, imported);
  return imported;
}
