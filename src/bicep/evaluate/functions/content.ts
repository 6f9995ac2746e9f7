import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parseDocument } from 'yaml';
import type { Location } from '../../grants/role-grant.ts';
import { resolvePath } from '../../paths.ts';
import type { Frame } from '../frame.ts';
import { array, labelled, literal, object, stringOf, type Value } from '../value.ts';
import type { BuiltIn } from './call.ts';

/** Functions that read a file, or a text as JSON. */
export const contentFunctions: Record<string, BuiltIn> = {
  loadTextContent([path], { frame, location }) {
    const loaded = load(path, frame);
    return loaded && literal(loaded.text, location);
  },
  loadJsonContent: loadAs(parseJson),
  loadYamlContent: loadAs(parseYaml),
  json([text], { location }) {
    const source = text && stringOf(text);
    const json = typeof source === 'string' ? parseJson(source) : undefined;
    return json === undefined ? null : valueOfJson(json, () => location, location);
  },
};

/** A function that loads a file as data, or the part of it that a JSON path leads to. */
function loadAs(parse: (text: string) => unknown): BuiltIn {
  return ([path, query], { frame, location }) => {
    const loaded = load(path, frame);
    const data = loaded && parse(loaded.text);
    const steps = query ? stepsOf(stringOf(query)) : [];
    if (!loaded || data === undefined || data === null || steps === null) return null;
    const found = partOf(data, steps);
    if (found === undefined) return null;
    // The text stands in the other file: that is where somebody has to change it.
    const locationOf = (text: string): Location => {
      const start = loaded.text.indexOf(text);
      return start < 0
        ? location
        : { file: loaded.path, span: { start, end: start + text.length } };
    };
    return valueOfJson(found, locationOf, location);
  };
}

/** The steps of a path such as `$.roles[0]['id']`; null for one that chooses among several. */
function stepsOf(query: string | null): string[] | null {
  if (query === null) return null;
  const step = /\.?([\w-]+)|\[(\d+)\]|\['([^']*)'\]/y;
  const steps: string[] = [];
  step.lastIndex = query.startsWith('$') ? 1 : 0;
  while (step.lastIndex < query.length) {
    const match = step.exec(query);
    if (match === null) return null;
    steps.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return steps;
}

function partOf(data: unknown, steps: string[]): unknown {
  return steps.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, step)
        ? (part as Record<string, unknown>)[step]
        : undefined,
    data,
  );
}

function load(path: Value | undefined, frame: Frame): { path: string; text: string } | null {
  const reference = path && stringOf(path);
  const resolved = typeof reference === 'string' ? resolvePath(frame.path, reference) : null;
  const text = resolved === null ? undefined : frame.run.text(resolved);
  return resolved === null || text === undefined ? null : { path: resolved, text };
}

/** Undefined where it is no JSON: Bicep says so itself. Like Bicep it takes comments. */
function parseJson(text: string): unknown {
  const errors: ParseError[] = [];
  const data: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  return errors.length === 0 ? data : undefined;
}

/** Undefined where it is no YAML, or where its aliases multiply beyond measure. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function valueOfJson(
  json: unknown,
  locationOf: (text: string) => Location,
  location: Location,
): Value {
  if (Array.isArray(json)) {
    return array(
      json.map((item) => valueOfJson(item, locationOf, location)),
      location,
    );
  }
  if (typeof json === 'object' && json !== null) {
    const entries = Object.entries(json).map(([name, entry]): [string, Value] => {
      const value = valueOfJson(entry, locationOf, location);
      return [name, labelled(value, name, value.location)];
    });
    return object(entries, location);
  }
  if (typeof json === 'string') return literal(json, locationOf(json));
  return literal(json as number | boolean | null, location);
}
