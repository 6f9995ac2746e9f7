import * as z from 'zod';
import { roleGuid } from '../../core/arm/role-id.ts';
import type {
  DenyAssignment,
  PermissionSet,
  RoleAssignment,
  RoleDefinition,
  RoleEligibility,
} from '../../core/facts/azure.ts';

/** The SDK's models leave everything optional: an assignment without these members is none. */
const AssignmentProperties = z.object({
  roleDefinitionId: z.string(),
  principalId: z.string(),
  principalType: z.string().nullish(),
  scope: z.string(),
  condition: z.string().nullish(),
  /** A date in the SDK's models, and its text in ARM's own answers. */
  createdOn: z.union([z.date(), z.string()]).nullish(),
});

/** As the SDK flattens it. */
const AssignmentModel = AssignmentProperties.extend({ id: z.string() });

/** As ARM sends it. */
const AssignmentResource = z.object({ id: z.string(), properties: AssignmentProperties });

const Permissions = z
  .array(
    z.object({
      actions: z.array(z.string()).nullish(),
      notActions: z.array(z.string()).nullish(),
      dataActions: z.array(z.string()).nullish(),
      notDataActions: z.array(z.string()).nullish(),
      condition: z.string().nullish(),
    }),
  )
  .nullish();

const Principals = z.array(z.object({ id: z.string(), type: z.string().nullish() })).nullish();

const DenyWire = z.object({
  id: z.string(),
  name: z.string().nullish(),
  denyAssignmentName: z.string().nullish(),
  scope: z.string(),
  permissions: Permissions,
  doNotApplyToChildScopes: z.boolean().nullish(),
  principals: Principals,
  excludePrincipals: Principals,
  condition: z.string().nullish(),
});

const EligibilityWire = z.object({
  roleDefinitionId: z.string(),
  principalId: z.string(),
  scope: z.string(),
  memberType: z.string().nullish(),
});

const RoleDefinitionWire = z.object({
  id: z.string(),
  roleName: z.string(),
  roleType: z.string().nullish(),
  permissions: Permissions,
});

/** A role assignment as the SDK hands it out. */
export function parseRoleAssignment(model: unknown): RoleAssignment {
  const { id, ...properties } = AssignmentModel.parse(model);
  return toRoleAssignment(id, properties);
}

/** A role assignment as ARM sends it. */
export function parseRoleAssignmentResource(resource: unknown): RoleAssignment {
  const { id, properties } = AssignmentResource.parse(resource);
  return toRoleAssignment(id, properties);
}

function toRoleAssignment(id: string, wire: z.infer<typeof AssignmentProperties>): RoleAssignment {
  return {
    id,
    roleDefinitionId: wire.roleDefinitionId,
    principalId: wire.principalId,
    principalType: wire.principalType ?? 'Unknown',
    scope: wire.scope,
    condition: wire.condition ?? null,
    createdOn: toTime(wire.createdOn ?? null),
  };
}

function toTime(date: Date | string | null): string | null {
  if (date === null) return null;
  const time = new Date(date);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

export function parseDenyAssignment(model: unknown): DenyAssignment {
  const wire = DenyWire.parse(model);
  return {
    id: wire.id,
    name: wire.denyAssignmentName ?? wire.name ?? wire.id,
    scope: wire.scope,
    permissions: toPermissionSets(wire.permissions),
    doNotApplyToChildScopes: wire.doNotApplyToChildScopes ?? false,
    principals: toPrincipals(wire.principals),
    excludePrincipals: toPrincipals(wire.excludePrincipals),
    condition: wire.condition ?? null,
  };
}

export function parseEligibility(model: unknown): RoleEligibility {
  const { memberType, ...wire } = EligibilityWire.parse(model);
  return { ...wire, memberType: memberType ?? 'Direct' };
}

export function parseRoleDefinition(model: unknown): RoleDefinition {
  const wire = RoleDefinitionWire.parse(model);
  return {
    guid: roleGuid(wire.id),
    roleName: wire.roleName,
    type: wire.roleType ?? 'BuiltInRole',
    permissions: toPermissionSets(wire.permissions),
  };
}

function toPermissionSets(permissions: z.infer<typeof Permissions>): PermissionSet[] {
  return (permissions ?? []).map((set) => ({
    actions: set.actions ?? [],
    notActions: set.notActions ?? [],
    dataActions: set.dataActions ?? [],
    notDataActions: set.notDataActions ?? [],
    condition: set.condition ?? null,
  }));
}

function toPrincipals(principals: z.infer<typeof Principals>): { id: string; type: string }[] {
  return (principals ?? []).map(({ id, type }) => ({ id, type: type ?? 'Unknown' }));
}
