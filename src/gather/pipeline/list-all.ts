import { ReadFailure } from '../errors/failure.ts';

/** The part of the SDKs' operation options that sees an answer before it is iterated over. */
interface ListOptions {
  onResponse: (rawResponse: unknown, flatResponse: unknown, error?: unknown) => void;
}

/**
 * Every item of an SDK list over all its pages. The SDKs take a page without a list for an empty
 * one; here it is a malformed answer, since an empty list is a statement and this is none.
 */
export async function listAll<T>(
  list: (options: ListOptions) => AsyncIterable<unknown>,
  parse: (item: unknown) => T,
): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list({ onResponse: refusePageWithoutList })) items.push(parse(item));
  return items;
}

function refusePageWithoutList(_raw: unknown, flatResponse: unknown, error?: unknown): void {
  // An answer that is an error already will be thrown as such.
  if (error !== undefined) return;
  const isPage =
    typeof flatResponse === 'object' &&
    flatResponse !== null &&
    'value' in flatResponse &&
    Array.isArray(flatResponse.value);
  if (!isPage) {
    throw new ReadFailure('malformed', 'Azure answered with something that is not a list.');
  }
}
