import { createAssignmentStore, type AssignmentStore } from './authorization/assignment-store.ts';
import { createAuthoriser, type Authoriser } from './authorization/authoriser.ts';
import { createRoleCatalogue, type RoleCatalogue } from './authorization/role-catalogue.ts';
import { createTokenService, type TokenService } from './entra/tokens.ts';
import { createInvocationStore, type InvocationStore } from './foundry/invocation-store.ts';
import { createSessionStore, type SessionStore } from './foundry/session-store.ts';
import { createFaultPlan, type FaultPlan } from './http/faults.ts';
import { createQuotas, type Quotas } from './http/quotas.ts';
import { rewriteEndpoints } from './http/virtual-hosts.ts';
import { createTelemetryStore, type TelemetryStore } from './logs/telemetry-store.ts';
import { buildEstate, type Estate } from './tenant/estate.ts';
import { parseTenant } from './tenant/load.ts';
import type { Json } from './tenant/merge-patch.ts';
import { buildDirectory, type Directory } from './tenant/principals.ts';
import type { Tenant } from './tenant/schema.ts';
import { durationMs, moment } from './tenant/time-schema.ts';

/** A running tenant: what its file says, and what has changed since the start. */
export interface World {
  /** `https://127.0.0.1:PORT`; the endpoints in `tenant` already point to it. */
  origin: string;
  tenant: Tenant;
  estate: Estate;
  directory: Directory;
  roles: RoleCatalogue;
  assignments: AssignmentStore;
  authoriser: Authoriser;
  tokens: TokenService;
  telemetry: TelemetryStore;
  sessions: SessionStore;
  invocations: InvocationStore;
  faults: FaultPlan;
  quotas: Quotas;
  now(): Date;
  /** ISO text of a moment of the tenant file. */
  time(text: string): string;
}

export function createWorld(file: Tenant, origin: string, now: () => Date): World {
  const startedAt = now();
  const hosts = buildEstate(file).accounts.map(({ host }) => host);
  const tenant = parseTenant(rewriteEndpoints(file as Json, origin, hosts), 'The tenant');
  const estate = buildEstate(tenant);
  const roles = createRoleCatalogue(tenant);
  const assignments = createAssignmentStore(tenant, startedAt);
  return {
    origin,
    tenant,
    estate,
    directory: buildDirectory(tenant, estate),
    roles,
    assignments,
    authoriser: createAuthoriser({
      tenant,
      assignments,
      roles,
      now,
      propagationDelayMs: durationMs(tenant.settings.propagationDelay) ?? 0,
    }),
    tokens: createTokenService({
      tenantId: tenant.tenantId,
      now,
      honouredForMs: durationMs(tenant.settings.tokenLifetime) ?? 0,
    }),
    telemetry: createTelemetryStore(estate, startedAt),
    sessions: createSessionStore(estate, startedAt),
    invocations: createInvocationStore(),
    faults: createFaultPlan(tenant.settings.faults),
    quotas: createQuotas(tenant, now),
    now,
    time: (text) => moment(text, startedAt).toISOString(),
  };
}
