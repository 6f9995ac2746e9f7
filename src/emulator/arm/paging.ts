import { pageSizeOf } from '../http/page-size.ts';
import { json, type Reply } from '../http/reply.ts';
import type { EmulatorRequest } from '../http/request.ts';
import type { World } from '../world.ts';

const token = '$skiptoken';

/**
 * One page of a list, with the link to the next one where there is more.
 * @param view makes the wire's form of an item: only of those on this page, since lists are long.
 */
export function page<Item>(
  world: World,
  request: EmulatorRequest,
  items: readonly Item[],
  view: (item: Item) => unknown,
  usualSize = 100,
): Reply {
  const start = Number(request.query.get(token) ?? 0);
  const value = items.slice(start, start + pageSizeOf(world, usualSize)).map(view);
  const end = start + value.length;
  if (end >= items.length) return json({ value });

  // What a segment holds of slashes is escaped already.
  const next = new URL(world.origin + encodeURI(request.path).replaceAll('%25', '%'));
  for (const [name, text] of request.query) next.searchParams.set(name, text);
  next.searchParams.set(token, String(end));
  return json({ value, nextLink: next.href });
}
