import { gzipSync } from 'node:zlib';

/** A query as the links of the portal carry it: compressed with gzip, in base64. */
export function packQuery(query: string): string {
  return gzipSync(query).toString('base64');
}
