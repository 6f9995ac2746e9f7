/**
 * Look-ups without regard to case over what a tenant file says. That never changes while it is
 * served, so each list or record is indexed once, when it is first asked.
 */

/** `make` of an object, kept for as long as the object lives. */
export function oncePer<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

const entriesByKey = oncePer(
  (record: Record<string, unknown>) =>
    new Map(Object.entries(record).map((entry) => [entry[0].toLowerCase(), entry])),
);

/** The entry of a record, with its key as the file spells it. */
export const findEntry = <Value>(
  record: Record<string, Value>,
  key: string,
): [string, Value] | undefined =>
  entriesByKey(record).get(key.toLowerCase()) as [string, Value] | undefined;

const resourcesById = oncePer(
  (resources: readonly { id: string }[]) =>
    new Map(resources.map((resource) => [resource.id.toLowerCase(), resource])),
);

/** The resource with an ARM id. */
export const findById = <Resource extends { id: string }>(
  resources: readonly Resource[],
  id: string,
): Resource | undefined => resourcesById(resources).get(id.toLowerCase()) as Resource | undefined;
