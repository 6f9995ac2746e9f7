import * as z from 'zod';
import { RoleDefinitionSchema, type RoleDefinitionSpec } from '../tenant/access-schemas.ts';
import type { Tenant } from '../tenant/schema.ts';
import builtIn from './built-in-roles.json' with { type: 'json' };

export interface RoleDefinition extends RoleDefinitionSpec {
  /** Lower case. */
  guid: string;
  type: 'BuiltInRole' | 'CustomRole';
}

/** The roles of a tenant by GUID: the emulator's own copy of the built-in ones, and custom ones. */
export type RoleCatalogue = ReadonlyMap<string, RoleDefinition>;

const builtInRoles = z.record(z.guid(), RoleDefinitionSchema).parse(builtIn);

export function createRoleCatalogue(tenant: Tenant): RoleCatalogue {
  const entries = (
    roles: Record<string, RoleDefinitionSpec>,
    type: RoleDefinition['type'],
  ): [string, RoleDefinition][] =>
    Object.entries(roles).map(([guid, spec]) => [
      guid.toLowerCase(),
      { ...spec, guid: guid.toLowerCase(), type },
    ]);
  return new Map([
    ...entries(builtInRoles, 'BuiltInRole'),
    ...entries(tenant.roleDefinitions, 'CustomRole'),
  ]);
}
