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
  loadJsonContent([path, query], { frame, location }) {
    const loaded = load(path, frame);
    const json = loaded && parse(loaded.text);
    if (!loaded || json === undefined || json === null) return null;
    const steps = query
      ? stringOf(query)
          ?.replace(/^\$\.?/, '')
          .split('.')
      : [];
    if (steps === undefined) return null;
    let found: unknown = json;
    for (const step of steps.filter((one) => one !== '')) {
      found =
        typeof found === 'object' && found !== null
          ? (found as Record<string, unknown>)[step]
          : undefined;
    }
    if (found === undefined) return null;
    // The text stands in the other file: that is where somebody has to change it.
    return valueOfJson(
      found,
      (text) => {
        const start = loaded.text.indexOf(JSON.stringify(text));
        return start < 0
          ? location
          : { file: loaded.path, span: { start: start + 1, end: start + 1 + text.length } };
      },
      location,
    );
  },
  json([text], { location }) {
    const source = text && stringOf(text);
    const json = typeof source === 'string' ? parse(source) : undefined;
    return json === undefined ? null : valueOfJson(json, () => location, location);
  },
};

function load(path: Value | undefined, frame: Frame): { path: string; text: string } | null {
  const reference = path && stringOf(path);
  const resolved = typeof reference === 'string' ? resolvePath(frame.path, reference) : null;
  const text = resolved === null ? undefined : frame.run.text(resolved);
  return resolved === null || text === undefined ? null : { path: resolved, text };
}

/** Undefined where it is no JSON: Bicep says so itself. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
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
