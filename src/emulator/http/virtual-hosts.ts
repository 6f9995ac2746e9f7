import type { Json } from '../tenant/merge-patch.ts';

/**
 * Data-plane endpoints look real but live on loopback: the host becomes the first segment of the
 * path, `https://127.0.0.1:PORT/contoso.openai.azure.com/openai/v1/`, so that curl, the SDKs and az
 * reach it without any name resolution.
 */
const dataPlaneUrl =
  /https:\/\/(([a-z0-9][a-z0-9-]*)\.(?:services\.ai|openai|cognitiveservices)\.azure\.com)/gi;

/** Points the endpoints of known accounts to `origin`, in every string of `json`. */
export function rewriteEndpoints(json: Json, origin: string, accountHosts: string[]): Json {
  const known = new Set(accountHosts.map((name) => name.toLowerCase()));
  const rewrite = (value: Json): Json => {
    if (typeof value === 'string') {
      return value.replace(dataPlaneUrl, (url, host: string, account: string) =>
        known.has(account.toLowerCase()) ? `${origin}/${host}` : url,
      );
    }
    if (Array.isArray(value)) return value.map(rewrite);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner)]));
  };
  return rewrite(json);
}
