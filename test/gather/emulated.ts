import type { DiagnosisFacts } from '../../src/core/facts/diagnosis-facts.ts';
import {
  loadSample,
  startEmulator,
  type RequestRecord,
  type Tenant,
} from '../../src/emulator/index.ts';
import { createCredential, gatherFacts, type GatherRequest } from '../../src/gather/index.ts';

export type Fault = Partial<Tenant['settings']['faults'][string]> & { path: string };

export interface Emulated {
  /** Name of the sample, or a tenant made from one. */
  tenant?: string | Tenant;
  /** What goes wrong, by the path of the request. */
  faults?: Fault[];
  request?: Partial<GatherRequest>;
}

/** ARM ids of the base sample that tests name. */
export const shop = {
  subscription: '3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915',
  account:
    '/subscriptions/3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915/resourceGroups/rg-shop/providers/Microsoft.CognitiveServices/accounts/contoso-foundry',
  get project() {
    return `${this.account}/projects/shop`;
  },
  /** Object ids: of the application that signs in, and of the identities. */
  doctor: 'c2d7108b-5e94-4a3f-b60d-f1e82a7c9d43',
  instance: '7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52',
  formerInstance: '1f83a6d4-59c0-4e7b-92d5-c8b40f7e3a16',
  blueprint: 'e5097cd1-3a84-4b6f-8d12-9f60b3c7a2e8',
  projectIdentity: 'b36d9f02-8c71-4e05-97a4-6d1f2e8c50ba',
  accountIdentity: '90c4e7a8-1d52-4f3b-8e69-a2b75d0f31c6',
};

/** The sample with faults added to those it has. */
export function withFaults(tenant: Tenant, faults: Fault[]): Tenant {
  const added = faults.map((fault, index) => [
    `fault-${index}`,
    { delayMs: 0, cutOff: false, truncateJson: false, ...fault },
  ]);
  const all = { ...tenant.settings.faults, ...(Object.fromEntries(added) as object) };
  return { ...tenant, settings: { ...tenant.settings, faults: all } };
}

/** Gathers from an embedded Azure of its own, over TLS, signed in with its client secret. */
export async function gatherEmulated({
  tenant = 'byok-401',
  faults = [],
  request = {},
}: Emulated = {}): Promise<{ facts: DiagnosisFacts; requests: RequestRecord[] }> {
  const base = typeof tenant === 'string' ? loadSample(tenant) : tenant;
  const emulator = await startEmulator({ tenant: withFaults(base, faults) });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    const facts = await gatherFacts({ asked: {}, cloud, credential, ca, ...request });
    return { facts, requests: emulator.requests() };
  } finally {
    await emulator.stop();
  }
}

/** The path of every unknown fact with its reason, as in `{ "access.0.assignments": "refused" }`. */
export function unknownFacts(facts: DiagnosisFacts): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (value: unknown, path: string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('status' in value && value.status === 'unknown' && 'reason' in value) {
      found[path.join('.')] = String(value.reason);
      return;
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
  };
  visit(facts, []);
  return found;
}
