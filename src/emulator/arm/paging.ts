import { json, type Reply } from '../http/reply.ts';
import type { EmulatorRequest } from '../http/request.ts';
import type { World } from '../world.ts';

const token = '$skiptoken';

/** One page of a list, with the link to the next one where there is more. */
export function page(world: World, request: EmulatorRequest, items: readonly unknown[]): Reply {
  const size = world.tenant.settings.pageSize;
  const start = Number(request.query.get(token) ?? 0);
  const value = items.slice(start, start + size);
  const end = start + value.length;
  if (end >= items.length) return json({ value });

  const next = new URL(world.origin + encodeURI(request.path));
  for (const [name, text] of request.query) next.searchParams.set(name, text);
  next.searchParams.set(token, String(end));
  return json({ value, nextLink: next.href });
}
