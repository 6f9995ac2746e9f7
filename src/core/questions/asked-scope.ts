/** A scope as a person names it: by ARM id, by account or `account/project`, or by endpoint. */
export type AskedScope =
  | { kind: 'id'; id: string }
  | { kind: 'name'; account: string; project: string | null }
  | { kind: 'endpoint'; url: string };

/** An ARM id: the root, a management group, or a subscription with pairs of words below it. */
const armId =
  /^\/(?:providers\/microsoft\.management\/managementgroups\/[^/\s]+|subscriptions\/[0-9a-f-]{36}(?:\/resourcegroups\/[^/\s]+)?(?:\/providers\/[^/\s]+(?:\/[^/\s]+\/[^/\s]+)+)*)?\/?$/i;

/** The scope that a text names, or null where it is no scope at all. */
export function parseAskedScope(text: string): AskedScope | null {
  const asked = text.trim();
  if (asked.startsWith('/')) {
    return armId.test(asked)
      ? { kind: 'id', id: asked === '/' ? asked : asked.replace(/\/+$/, '') }
      : null;
  }
  if (asked.includes('://')) {
    const isUrl = /^https?:\/\/[^/\s]+(?:\/\S*)?$/i.test(asked);
    return isUrl ? { kind: 'endpoint', url: asked.replace(/\/+$/, '') } : null;
  }
  const [, account, project] = /^([\w.-]+)(?:\/([\w.-]+))?$/.exec(asked) ?? [];
  return account === undefined ? null : { kind: 'name', account, project: project ?? null };
}

/** What {@link parseAskedScope} takes, for the sentence that refuses anything else. */
export const scopeForms =
  'an ARM id such as /subscriptions/…/accounts/NAME, an account, ACCOUNT/PROJECT, or an endpoint of an account or project';
