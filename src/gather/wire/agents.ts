import * as z from 'zod';
import type { AgentIdentity, AgentVersion } from '../../core/facts/azure.ts';
import { isoTime } from '../../core/facts/iso-time.ts';
import { redactVariable } from '../../core/redact.ts';

const IdentityWire = z
  .object({ principal_id: z.string().nullish(), client_id: z.string().nullish() })
  .nullish();

const Protocols = z.array(z.union([z.string(), z.object({ protocol: z.string() })])).nullish();

/** The hosted definition of today and the legacy one differ in the name of their protocol list. */
const Definition = z
  .object({
    kind: z.string().nullish(),
    model: z.string().nullish().catch(null),
    environment_variables: z.record(z.string(), z.unknown()).nullish(),
    protocol_versions: Protocols,
    container_protocol_versions: Protocols,
  })
  .nullish();

const VersionWire = z.object({
  version: z.union([z.string(), z.number()]),
  status: z.string().nullish(),
  created_at: z.union([z.number(), z.string()]).nullish(),
  definition: Definition,
  instance_identity: IdentityWire,
  blueprint: IdentityWire,
});

export const AgentWire = z.object({
  name: z.string(),
  state: z.string().nullish(),
  state_source: z.string().nullish(),
  versions: z.object({ latest: VersionWire.nullish() }).nullish(),
  agent_endpoint: z
    .object({
      version_selector: z
        .object({
          version_selection_rules: z
            .array(
              z.object({
                agent_version: z.union([z.string(), z.number()]).nullish(),
                traffic_percentage: z.number().nullish(),
              }),
            )
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
  instance_identity: IdentityWire,
  blueprint: IdentityWire,
});
export type AgentAnswer = z.infer<typeof AgentWire>;

/** The list envelope of the Foundry data plane. The next page starts after `last_id`. */
const page = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(item),
    last_id: z.string().nullish(),
    has_more: z.boolean().nullish(),
  });

export const AgentPage = page(AgentWire);
export const VersionPage = page(VersionWire);
export { VersionWire };
export type VersionAnswer = z.infer<typeof VersionWire>;

/**
 * A version as the diagnosis knows it. An identity that the version leaves out is the agent's own:
 * some services answer it on one object only.
 */
export function toAgentVersion(
  wire: VersionAnswer,
  agent?: Pick<AgentAnswer, 'instance_identity' | 'blueprint'>,
): AgentVersion {
  const { definition } = wire;
  const protocols = definition?.protocol_versions ?? definition?.container_protocol_versions ?? [];
  return {
    version: String(wire.version),
    status: (wire.status ?? 'unknown').toLowerCase(),
    createdAt: isoTime(wire.created_at),
    kind: definition?.kind ?? null,
    model: definition?.model ?? null,
    environment: Object.fromEntries(
      Object.entries(definition?.environment_variables ?? {}).map(([name, value]) => [
        name,
        redactVariable(name, typeof value === 'string' ? value : JSON.stringify(value)),
      ]),
    ),
    protocols: protocols.map((entry) => (typeof entry === 'string' ? entry : entry.protocol)),
    instanceIdentity: toIdentity(wire.instance_identity) ?? toIdentity(agent?.instance_identity),
    blueprint: toIdentity(wire.blueprint) ?? toIdentity(agent?.blueprint),
  };
}

function toIdentity(wire: z.infer<typeof IdentityWire>): AgentIdentity | null {
  return wire?.principal_id
    ? { principalId: wire.principal_id, clientId: wire.client_id ?? null }
    : null;
}
