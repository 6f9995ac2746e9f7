import * as z from 'zod';
import type { Connection } from '../../core/facts/azure.ts';
import { redact } from '../../core/redact.ts';

const ConnectionWire = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    category: z.string().nullish(),
    authType: z.string().nullish(),
    target: z.string().nullish(),
    isDefault: z.boolean().nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** One page of connections. Unlike the SDK's model it keeps `isDefault` and auth types new to it. */
export const ConnectionPage = z.object({
  value: z.array(ConnectionWire),
  nextLink: z.string().nullish(),
});

/** A connection without anything of its credential. */
export function toConnection(
  wire: z.infer<typeof ConnectionWire>,
  level: Connection['level'],
): Connection {
  const { category, authType, target, isDefault, metadata } = wire.properties;
  const resourceId = Object.entries(metadata ?? {}).find(
    ([key]) => key.toLowerCase() === 'resourceid',
  )?.[1];
  return {
    id: wire.id,
    name: wire.name,
    level,
    category: category ?? '',
    authType: authType ?? '',
    target: withoutConnectionString(redact(target ?? '')),
    resourceId: typeof resourceId === 'string' ? resourceId : null,
    isDefault: isDefault ?? metadata?.['isDefault'] === 'true',
  };
}

/**
 * A target without what a connection string of Application Insights says beside the App ID: who holds
 * the rest may write to the log.
 */
function withoutConnectionString(target: string): string {
  if (!/InstrumentationKey=/i.test(target)) return target;
  return (
    target
      .split(';')
      .find((part) => /^\s*ApplicationId=/i.test(part))
      ?.trim() ?? ''
  );
}
