import * as z from 'zod';
import { TimeSchema } from './time-schema.ts';

/** Who there is, and who may do what. */

const GraphRightsSchema = z
  .enum(['all', 'partial', 'none'])
  .default('all')
  .describe('What Graph answers: all, ids without properties, or a refusal.');

export const ApplicationSchema = z.strictObject({
  clientId: z.guid(),
  clientSecret: z.string().min(1),
  objectId: z.guid().describe('Of its service principal: the id that role assignments name.'),
  graph: GraphRightsSchema,
});

export const UserSchema = z.strictObject({
  displayName: z.string(),
  userPrincipalName: z.string(),
  password: z.string().optional().describe('Lets the user sign in with the password grant.'),
  graph: GraphRightsSchema,
});

export const GroupSchema = z.strictObject({
  displayName: z.string(),
  members: z.array(z.guid()).default([]).describe('Object ids, those of groups among them.'),
});

export const ManagementGroupSchema = z.strictObject({
  displayName: z.string(),
  parent: z.string().optional().describe('Name of the group above; none means the root.'),
});

const PermissionSetSchema = z.strictObject({
  actions: z.array(z.string()).default([]),
  notActions: z.array(z.string()).default([]),
  dataActions: z.array(z.string()).default([]),
  notDataActions: z.array(z.string()).default([]),
  condition: z.string().nullable().default(null),
  conditionVersion: z.string().nullable().default(null),
});

export const RoleDefinitionSchema = z.strictObject({
  roleName: z.string(),
  description: z.string().default(''),
  assignableScopes: z.array(z.string().startsWith('/')).default(['/']),
  permissions: z.array(PermissionSetSchema).min(1),
});

const ScopeSchema = z
  .string()
  .startsWith('/', 'must be an ARM id such as "/subscriptions/…"')
  .describe('ARM id of a management group, subscription, resource group, resource or agent.');

export const RoleAssignmentSchema = z.strictObject({
  principalId: z.guid(),
  role: z.guid().describe('GUID of the role definition. It need not exist.'),
  scope: ScopeSchema,
  createdOn: TimeSchema,
  condition: z.string().optional(),
  conditionHolds: z
    .boolean()
    .default(false)
    .describe(
      'Whether the condition lets a data action pass where the action alone does not decide.',
    ),
});

const PrincipalRefSchema = z.strictObject({ id: z.guid(), type: z.string() });

export const DenyAssignmentSchema = z.strictObject({
  name: z.string(),
  description: z.string().default(''),
  scope: ScopeSchema,
  permissions: z.array(PermissionSetSchema).min(1),
  doNotApplyToChildScopes: z.boolean().default(false),
  principals: z.array(PrincipalRefSchema).min(1),
  excludePrincipals: z.array(PrincipalRefSchema).default([]),
  isSystemProtected: z.boolean().default(true),
});

export const EligibilitySchema = z.strictObject({
  principalId: z.guid(),
  role: z.guid(),
  scope: ScopeSchema,
  startDateTime: TimeSchema,
  memberType: z.enum(['Direct', 'Inherited', 'Group']).default('Direct'),
});

export type GraphRights = z.infer<typeof GraphRightsSchema>;
export type PermissionSet = z.infer<typeof PermissionSetSchema>;
export type RoleDefinitionSpec = z.infer<typeof RoleDefinitionSchema>;
export type DenyAssignmentSpec = z.infer<typeof DenyAssignmentSchema>;
