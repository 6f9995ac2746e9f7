import { pageSizeOf } from '../http/page-size.ts';
import { json, type Reply } from '../http/reply.ts';
import type { EmulatorRequest } from '../http/request.ts';
import { serviceError } from '../http/service.ts';
import type { World } from '../world.ts';

/** A list of the data plane, and how its items are named and shown. */
interface List<Item> {
  items: readonly Item[];
  idOf: (item: Item) => string;
  view: (item: Item) => unknown;
}

const mostOfAPage = 100;

/** The list envelope of the data plane: the next page comes after the last id of this one. */
export function pageByCursor<Item>(
  world: World,
  request: EmulatorRequest,
  { items, idOf, view }: List<Item>,
): Reply {
  const ordered = request.query.get('order') === 'asc' ? items.toReversed() : items;
  const after = request.query.get('after');
  const start = after === null ? 0 : ordered.findIndex((item) => idOf(item) === after) + 1;
  const shown = ordered.slice(start, start + pageLength(world, request));
  return json({
    object: 'list',
    data: shown.map(view),
    first_id: shown.map(idOf).at(0) ?? null,
    last_id: shown.map(idOf).at(-1) ?? null,
    has_more: start + shown.length < ordered.length,
  });
}

/** The other form: a token of the service's own leads to the next page, and no word says the end. */
export function pageByToken<Item>(
  world: World,
  request: EmulatorRequest,
  { items, view }: Omit<List<Item>, 'idOf'>,
): Reply {
  const token = request.query.get('pagination_token');
  const start = token === null ? 0 : startOf(token);
  const end = start + pageLength(world, request);
  return json({
    data: items.slice(start, end).map(view),
    ...(end < items.length && { pagination_token: tokenOf(end) }),
  });
}

const pageLength = (world: World, { query }: EmulatorRequest): number =>
  pageSizeOf(world, Math.min(Number(query.get('limit') ?? 20), mostOfAPage));

const tokenOf = (start: number): string => Buffer.from(`from ${start}`).toString('base64url');

function startOf(token: string): number {
  const [, start] = /^from (\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (start === undefined) {
    throw serviceError('foundry', 400, 'invalid_request', 'The pagination_token is not valid');
  }
  return Number(start);
}
