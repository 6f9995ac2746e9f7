import { closestMatch } from 'leven';
import data from './built-in-roles.json' with { type: 'json' };
import { meantRole } from './role-catalogue.ts';

/**
 * Every built-in role of the Azure public cloud, as of August 2026, with the names that it had since
 * 2021. Roles that are gone by now are kept: their GUIDs stand in files. A GUID that is not here may
 * still be a newer role, or somebody's custom one.
 */
export interface BuiltInRole {
  /** Lower case. */
  guid: string;
  name: string;
  formerNames: string[];
  /** True where Azure has the role no more. */
  retired: boolean;
}

const names: Record<string, string> = data.names;
const formerNames: Record<string, string[]> = data.formerNames;
const retired = new Set(data.retired);

/** All of them, in the order of their names. */
export const builtInRoles: BuiltInRole[] = Object.entries(names).map(([guid, name]) => ({
  guid,
  name,
  formerNames: formerNames[guid] ?? [],
  retired: retired.has(guid),
}));

const byGuid = new Map(builtInRoles.map((role) => [role.guid, role]));
const guids = [...byGuid.keys()];

const byName = new Map<string, BuiltInRole>();
// A name that a role bears now is that role's, even where another bore it once.
for (const role of builtInRoles) byName.set(role.name.toLowerCase(), role);
for (const role of builtInRoles) {
  for (const name of role.formerNames.map((former) => former.toLowerCase())) {
    if (!byName.has(name)) byName.set(name, role);
  }
}

/** The only resource provider that a role's own actions belong to, for providers around Foundry. */
const onlyProvider = new Map(
  Object.entries(data.onlyFor).flatMap(([provider, roles]) =>
    roles.map((guid) => [guid, provider] as const),
  ),
);

/** The built-in role with a GUID, in whatever case it is written. */
export function builtInRole(guid: string): BuiltInRole | null {
  return byGuid.get(guid.toLowerCase()) ?? null;
}

/** The built-in role that has or had a name, in whatever case it is written. */
export function builtInRoleNamed(name: string): BuiltInRole | null {
  return byName.get(name.trim().toLowerCase()) ?? null;
}

/** A role's name with its former ones: "Foundry User (formerly Azure AI User)". */
export function builtInRoleForPeople(guid: string): string {
  const role = builtInRole(guid);
  if (role === null) return `role ${guid}`;
  if (role.formerNames.length === 0) return role.name;
  return `${role.name} (formerly ${role.formerNames.join(', ')})`;
}

/**
 * The resource provider that a role is made for, as `Microsoft.Search`: at resources of others it
 * opens nothing. Null where it has actions of several, or of providers far from Foundry.
 */
export function providerOfRole(guid: string): string | null {
  return onlyProvider.get(guid.toLowerCase()) ?? null;
}

/** So many characters of a GUID may be wrong for it still to be recognised. Strangers differ in 20. */
const mostTypos = 8;

/**
 * The built-in role that a GUID most likely means which is none: a known misspelling, the only role
 * with the same first eight digits, or one that a few characters away. Null where nothing is near.
 */
export function nearestRole(guid: string): BuiltInRole | null {
  const written = guid.toLowerCase();
  const meant = meantRole(written);
  if (meant !== null) return builtInRole(meant);
  const sameStart = guids.filter((known) => known.slice(0, 8) === written.slice(0, 8));
  if (sameStart.length === 1 && sameStart[0] !== undefined) return builtInRole(sameStart[0]);
  const nearest = closestMatch(written, guids, { maxDistance: mostTypos });
  return nearest === undefined ? null : builtInRole(nearest);
}
