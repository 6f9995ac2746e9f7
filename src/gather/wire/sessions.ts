import * as z from 'zod';
import { isoTime } from '../../core/facts/iso-time.ts';
import type { AgentSession } from '../../core/facts/session-log.ts';

const SessionWire = z.object({
  agent_session_id: z.string(),
  version_indicator: z
    .object({ agent_version: z.union([z.string(), z.number()]).nullish() })
    .nullish(),
  status: z.string().nullish(),
  created_at: z.unknown().optional(),
  last_accessed_at: z.unknown().optional(),
  expires_at: z.unknown().optional(),
});

/** A page of sessions says in one of two forms what follows it: by its last id, or by a token. */
export const SessionPage = z.object({
  data: z.array(SessionWire),
  last_id: z.string().nullish(),
  has_more: z.boolean().nullish(),
  pagination_token: z.string().nullish(),
});

export function toAgentSession(wire: z.infer<typeof SessionWire>): AgentSession {
  const version = wire.version_indicator?.agent_version ?? null;
  return {
    id: wire.agent_session_id,
    version: version === null ? null : String(version),
    status: (wire.status ?? 'unknown').toLowerCase(),
    createdAt: isoTime(wire.created_at),
    lastAccessedAt: isoTime(wire.last_accessed_at),
    expiresAt: isoTime(wire.expires_at),
  };
}

/** The parameters that ask for the page after this one; null where it is the last. */
export function nextPageOf(page: z.infer<typeof SessionPage>): Record<string, string> | null {
  if (page.pagination_token) return { pagination_token: page.pagination_token };
  const lastId = page.last_id ?? page.data.at(-1)?.agent_session_id;
  return page.has_more && lastId ? { after: lastId } : null;
}
