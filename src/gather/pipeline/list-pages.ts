import * as z from 'zod';
import type { RestClient } from './rest-client.ts';

const Page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/**
 * Hands the items of every page of one of ARM's lists to `onPage`, in order. A page is let go of
 * before the next one is asked for.
 */
export async function listPages(
  client: RestClient,
  url: string,
  onPage: (items: unknown[]) => void,
): Promise<void> {
  let next: string | null | undefined = url;
  while (next) {
    next = await client.fold(next, (answer) => {
      const { value, nextLink } = Page.parse(answer);
      onPage(value);
      return nextLink;
    });
  }
}
