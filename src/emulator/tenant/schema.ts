import * as z from 'zod';
import {
  ApplicationSchema,
  DenyAssignmentSchema,
  EligibilitySchema,
  GroupSchema,
  ManagementGroupSchema,
  RoleAssignmentSchema,
  RoleDefinitionSchema,
  UserSchema,
} from './access-schemas.ts';
import { SubscriptionSchema } from './resource-schemas.ts';
import { SettingsSchema } from './setting-schemas.ts';

const byGuid = <T extends z.ZodType>(schema: T) => z.record(z.guid(), schema).default({});
const byName = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema).default({});

/**
 * A tenant file: everything that the embedded Azure knows. Collections are objects, so that a file
 * may `extends` another one and be a JSON merge patch (RFC 7396) that shows just what differs.
 */
export const TenantSchema = z
  .strictObject({
    $schema: z.string().optional(),
    extends: z
      .string()
      .optional()
      .describe('A sample’s name or a file relative to this one; this file is a patch over it.'),
    description: z.string().describe('One sentence: what this tenant shows.'),
    expect: z
      .strictObject({
        outcome: z.enum(['problem', 'healthy', 'inconclusive']),
        code: z
          .string()
          .nullable()
          .default(null)
          .describe('Code of the main finding; null where none is due.'),
        coverage: z
          .record(
            z.string(),
            z.strictObject({
              account: z.string(),
              project: z.string(),
              target: z.string().optional(),
            }),
          )
          .optional()
          .describe(
            'What the side bar should show: the state of each agent’s identity at its account, its ' +
              'project and the other account that its model calls reach, by "host/project/agent".',
          ),
      })
      .optional()
      .describe('What a diagnosis should conclude.'),
    tenantId: z.guid(),
    domain: z.string(),
    signIn: z.string().describe('Name of the application that a diagnosis signs in as.'),
    hostIdentity: z
      .string()
      .optional()
      .describe('Name of the application whose tokens the managed identity endpoint gives.'),
    applications: byName(ApplicationSchema),
    users: byGuid(UserSchema).describe('By object id.'),
    groups: byGuid(GroupSchema).describe('By object id.'),
    managementGroups: byName(ManagementGroupSchema),
    subscriptions: byGuid(SubscriptionSchema).describe('By subscription id.'),
    roleDefinitions: byGuid(RoleDefinitionSchema).describe('Custom roles, by GUID.'),
    roleAssignments: byGuid(RoleAssignmentSchema).describe('By GUID.'),
    denyAssignments: byGuid(DenyAssignmentSchema).describe('By GUID.'),
    eligibilities: byGuid(EligibilitySchema).describe('PIM, not activated. By GUID.'),
    settings: SettingsSchema.prefault({}),
  })
  .check((context) => {
    for (const { path, message } of danglingReferences(context.value)) {
      context.issues.push({ code: 'custom', input: context.value, path, message });
    }
  })
  .meta({ title: 'Tenant file of the embedded Azure' });

export type Tenant = z.infer<typeof TenantSchema>;

/**
 * Names that name nothing. Role assignments are left out on purpose: in Azure, too, they may hold
 * principals and roles that no longer exist.
 */
function danglingReferences(tenant: Tenant): { path: string[]; message: string }[] {
  const applications = Object.keys(tenant.applications);
  const groups = Object.keys(tenant.managementGroups);
  const lookUps: { path: string[]; value: string | undefined; among: string[]; what: string }[] = [
    { path: ['signIn'], value: tenant.signIn, among: applications, what: 'applications' },
    {
      path: ['hostIdentity'],
      value: tenant.hostIdentity,
      among: applications,
      what: 'applications',
    },
    ...Object.entries(tenant.subscriptions).map(([id, subscription]) => ({
      path: ['subscriptions', id, 'managementGroup'],
      value: subscription.managementGroup,
      among: groups,
      what: 'managementGroups',
    })),
    ...Object.entries(tenant.managementGroups).map(([name, group]) => ({
      path: ['managementGroups', name, 'parent'],
      value: group.parent,
      among: groups,
      what: 'managementGroups',
    })),
  ];
  return lookUps.flatMap(({ path, value, among, what }) =>
    value === undefined || among.includes(value)
      ? []
      : [
          {
            path,
            message: `names "${value}", which is not among ${what} (${among.join(', ') || 'none there'})`,
          },
        ],
  );
}
