/** An object of a template in JSON, of which nothing is taken for granted. */
export type Json = Record<string, unknown>;

export const isObject = (json: unknown): json is Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
/** The members of an object, or the items of an array by their indices. */
export const entries = (json: unknown): [string, unknown][] =>
  typeof json === 'object' && json !== null ? Object.entries(json) : [];
/** The objects of an array. */
export const list = (json: unknown): Json[] => (Array.isArray(json) ? json.filter(isObject) : []);
/** A text; empty for everything else. */
export const textOf = (json: unknown): string => (typeof json === 'string' ? json : '');
/** What an object has under a name of its own. */
export const member = (json: unknown, name: string): unknown =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? (json as Json)[name]
    : undefined;
