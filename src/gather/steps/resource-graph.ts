import * as z from 'zod';
import { ReadFailure } from '../errors/failure.ts';
import type { Reading } from '../session.ts';

/** Rows of one page, which is Resource Graph's own limit. */
const rowsPerPage = 1000;

/** Subscriptions that one query may name. */
const subscriptionsPerQuery = 1000;

export interface GraphQuery {
  /** Ordered by a unique column and without `take`, or there is no token for the next page. */
  query: string;
  /** What the rows are, in a sentence that says how many are missing. */
  rows: string;
  /** Ids of the subscriptions to ask about; absent: all that the caller sees. */
  subscriptions?: string[];
}

/**
 * Hands every page of a Resource Graph query to `onPage`, in order. Throws `ReadFailure` where Resource
 * Graph says that there is more and gives no way to it.
 */
export async function queryResourceGraph(
  { clients }: Reading,
  { query, rows, subscriptions }: GraphQuery,
  onPage: (rows: unknown[]) => void,
): Promise<void> {
  let seen = 0;
  for (const asked of subscriptions ? chunks(subscriptions) : [undefined]) {
    let skipToken: string | undefined;
    do {
      const page = await clients.resourceGraph.resources({
        query,
        ...(asked && { subscriptions: asked }),
        options: {
          resultFormat: 'objectArray',
          top: rowsPerPage,
          ...(skipToken && { skipToken }),
        },
      });
      // The SDK's model calls the rows a dictionary, so they arrive with their numbers as keys.
      const found = Object.values(z.record(z.string(), z.unknown()).parse(page.data));
      seen += found.length;
      onPage(found);
      skipToken = page.skipToken;
      if (page.resultTruncated === 'true' && skipToken === undefined) {
        throw new ReadFailure(
          'incomplete',
          `Resource Graph showed only ${seen} of ${page.totalRecords} ${rows}.`,
        );
      }
    } while (skipToken !== undefined);
  }
}

function chunks(subscriptions: string[]): string[][] {
  const all: string[][] = [];
  for (let start = 0; start < subscriptions.length; start += subscriptionsPerQuery) {
    all.push(subscriptions.slice(start, start + subscriptionsPerQuery));
  }
  return all;
}
