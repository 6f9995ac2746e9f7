import type * as z from 'zod';
import type { Json } from '../../../src/emulator/tenant/merge-patch.ts';
import { parseTenant } from '../../../src/emulator/tenant/load.ts';
import type { Tenant, TenantSchema } from '../../../src/emulator/tenant/schema.ts';
import { generateAccess, generateGroups } from './generate-access.ts';
import { generateResources } from './generate-resources.ts';
import { createRandom } from './random.ts';

/** How large a tenant is to be. The same seed gives the same tenant. */
export interface TenantSize {
  accounts: number;
  projects: number;
  agents: number;
  assignments: number;
  seed: number;
}

export type TenantInput = z.input<typeof TenantSchema>;

export const managementGroups = {
  root: '/providers/Microsoft.Management/managementGroups/fabrikam',
  names: ['corp', 'online'],
};

/** Azure takes so many role assignments in a subscription; large tenants have many that are full. */
export const mostOfSubscription = 4_000;

/**
 * A company of the given size with what companies have: people in groups, roles at every height,
 * custom roles, models in other accounts, user-assigned identities, hubs left from before, and agents
 * of which a part lacks what it needs.
 */
export function generateTenant(size: TenantSize): Tenant {
  const random = createRandom(size.seed);
  const subscriptionCount = Math.max(2, Math.ceil(size.assignments / (mostOfSubscription * 0.9)));
  const subscriptionIds = Array.from({ length: subscriptionCount }, () => random.guid());
  const resources = generateResources(size, subscriptionIds, random);
  const people = generateGroups(size, resources, random);
  const doctor = random.guid();
  const input: TenantInput = {
    description: `A generated company of ${size.accounts} accounts and ${size.assignments} role assignments.`,
    tenantId: random.guid(),
    domain: 'fabrikam.example',
    signIn: 'doctor',
    applications: {
      doctor: { clientId: random.guid(), clientSecret: 'loopback-only-doctor', objectId: doctor },
    },
    managementGroups: {
      fabrikam: { displayName: 'Fabrikam' },
      ...Object.fromEntries(
        managementGroups.names.map((name) => [name, { displayName: name, parent: 'fabrikam' }]),
      ),
    },
    users: people.users,
    groups: people.groups,
    subscriptions: resources.subscriptions,
    ...generateAccess(size, { resources, people, doctor }, random),
  };
  return parseTenant(input as Json, 'The generated tenant');
}
