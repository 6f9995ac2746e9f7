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
const AssignmentResource = z.object({
  id: z.string(),
  name: z.string().nullish(),
  properties: AssignmentProperties,
});

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
  principalType: z.string().nullish(),
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

/** How the rows of a long list become assignments. */
export interface AssignmentRows {
  /** Whether a row is wanted. Nothing is kept of the others. */
  isKept: (row: { roleDefinitionId: string }) => boolean;
  /** Keeps a text that is the same in many rows one time: a list may have a hundred thousand. */
  once: (text: string) => string;
}

/**
 * A role assignment as ARM sends it; null where it is not wanted, which is seen before the rest is
 * looked at: of a company's rows, most are not.
 */
export function parseRoleAssignmentResource(
  resource: unknown,
  { isKept, once }: AssignmentRows,
): RoleAssignment | null {
  const roleDefinitionId = roleIn(resource);
  if (roleDefinitionId !== null && !isKept({ roleDefinitionId })) return null;
  const { id, name, properties } = AssignmentResource.parse(resource);
  return toRoleAssignment(inParts(id, name ?? '', once), {
    ...properties,
    roleDefinitionId: once(properties.roleDefinitionId),
    principalId: once(properties.principalId),
    principalType: properties.principalType ? once(properties.principalType) : null,
    scope: once(properties.scope),
  });
}

function roleIn(resource: unknown): string | null {
  const { properties } = Object(resource) as { properties?: unknown };
  const { roleDefinitionId } = Object(properties) as { roleDefinitionId?: unknown };
  return typeof roleDefinitionId === 'string' ? roleDefinitionId : null;
}

/**
 * An id put together from where the assignment is, kept once, and its name, which the wire gives as a
 * text of its own: the engine keeps the sum as its parts, in half the memory of a third text.
 */
function inParts(id: string, name: string, once: (text: string) => string): string {
  return name !== '' && id.endsWith(`/${name}`)
    ? once(id.slice(0, id.length - name.length)) + name
    : id;
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
  const { memberType, principalType, ...wire } = EligibilityWire.parse(model);
  return {
    ...wire,
    principalType: principalType ?? 'Unknown',
    memberType: memberType ?? 'Direct',
  };
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
