import type { DirectoryObject } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { known, unknown } from '../fact.ts';
import type { Session } from '../session.ts';
import { DirectoryAnswer, toDirectoryObject } from '../wire/directory.ts';

/** Graph's own limit on the ids of one request. */
const idsPerRequest = 1000;

/** Names for object ids, from Microsoft Graph by one request. Names are for people only. */
export async function readNames(
  session: Session,
  ids: string[],
): Promise<Record<string, Fact<DirectoryObject>>> {
  const pages: string[][] = [];
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    pages.push(ids.slice(start, start + idsPerRequest));
  }
  const named = await Promise.all(pages.map((page) => readPage(session, page)));
  return Object.fromEntries(named.flat());
}

async function readPage(
  session: Session,
  ids: string[],
): Promise<[string, Fact<DirectoryObject>][]> {
  const answer = await session.ledger.fact('names', 'the names of the principals', () =>
    session.clients.graph.post(
      `${session.cloud.graph.endpoint}/v1.0/directoryObjects/getByIds`,
      { ids, types: ['servicePrincipal', 'user', 'group'] },
      DirectoryAnswer,
    ),
  );
  if (answer.status === 'unknown') return ids.map((id) => [id, answer]);
  const objects = new Map(answer.value.value.map((object) => [object.id.toLowerCase(), object]));
  return ids.map((id) => {
    const object = objects.get(id.toLowerCase());
    const named = object && toDirectoryObject(object);
    if (named) return [id, known(named, answer.source)];
    return [id, unnamed(id, object !== undefined, answer.source)];
  });
}

/** Graph leaves out what is deleted and what the caller may not see: one sign proves neither. */
function unnamed(id: string, isThere: boolean, source: string): Fact<DirectoryObject> {
  return isThere
    ? unknown('refused', `Graph knows ${id}, but you may not read its name.`, source)
    : unknown('not-found', `Graph shows no ${id}: it was deleted, or you may not see it.`, source);
}
