/**
 * What an error text means, decided by its words: Foundry answers 401 for many different things, and
 * other services' refusals reach the same log.
 */
export const symptomClasses = [
  'missing-data-action',
  'cosmos-data-action',
  'deny-assignment',
  'wrong-tenant',
  'wrong-audience',
  'key-auth-disabled',
  'wrong-key-or-endpoint',
  'network-closed',
  'control-plane',
  'federated-subject-case',
  'federated-credential',
  'client-secret',
  'tenant-unknown',
  'application-unknown',
  'consent',
  'conditional-access',
  'sign-in-expired',
  'principal-disabled',
  'resource-unknown',
  'entra-other',
  'no-credential',
  'impersonation',
  'published-identity',
  'role-unknown',
  'principal-not-found',
  'assignment-exists',
  'assignment-name-taken',
  'telemetry-connection',
  'session-quota',
  'regional-capacity',
  'quota',
  'provisioning-failed',
  'readiness-timeout',
  'agent-timeout',
  'session-idle',
  'session-gone',
  'not-ready',
  'deployment-missing',
  'not-offered',
  'request-shape',
  'permission-denied',
  'look-alike',
  'provider-401',
  'masked-denial',
  'transient-auth',
] as const;
export type SymptomClass = (typeof symptomClasses)[number];

/** The values that an error text names; null where it does not. */
export interface SymptomValues {
  /** Object id, client id or UPN of who was refused. */
  principal: string | null;
  /** Action or data action that is missing. */
  action: string | null;
  /** `POST /openai/v1/responses` and the like. */
  operation: string | null;
  /** ARM id, or the data plane's own scope. */
  scope: string | null;
  /** Tenant of the token that was sent, and the one that the resource trusts. */
  tokenTenant: string | null;
  resourceTenant: string | null;
  /** URL or host that answered. */
  host: string | null;
  /** What else the text names: a deny assignment, deployment, role, federated subject or code. */
  name: string | null;
}

export const symptomValueNames = [
  'principal',
  'action',
  'operation',
  'scope',
  'tokenTenant',
  'resourceTenant',
  'host',
  'name',
] as const satisfies (keyof SymptomValues)[];

/** A symptom, and how often the text says the same. */
export interface CountedSymptom extends Symptom {
  count: number;
}

export interface Symptom extends SymptomValues {
  class: SymptomClass;
  /** Audiences that the service would have taken, as the text lists them. */
  audiences: string[];
  /** True where the text ends inside the sentence, so that a value may be missing for that reason. */
  cutOff: boolean;
  /** The sentence as it was read, on one line; redacted before anybody sees it. */
  quote: string;
}
