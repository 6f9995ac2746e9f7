import { assignmentModules } from './assignment-modules.ts';
import data from './avm-modules.json' with { type: 'json' };
import { patternModules } from './pattern-modules.ts';
import { isNewer, isOlder } from './version.ts';

/** What is known of a module of the public registry (Azure Verified Modules). */
export interface RegistryModule {
  /** `avm/res/cognitive-services/account`. */
  path: string;
  /** The type of the main resource that it makes; null where there is none, or none is known. */
  type: string | null;
  roles: RoleNames | null;
  /** True for one that may do things of which nothing is known. */
  isUnfamiliar: boolean;
}

/** The role names that a module resolves. */
export interface RoleNames {
  /** With their GUIDs, as of the date in the data. */
  byName: ReadonlyMap<string, string>;
  /** False for a version of which nothing is known: it may know more. */
  isComplete: boolean;
}

/** Each module with its type, the indices of its roles and the newest version of which that is known. */
interface Data {
  roles: [name: string, guid: string][];
  modules: Record<string, [type: string, roles: number[] | null, newest: string]>;
}

const { roles: all, modules } = data as unknown as Data;
const guids = new Map(all);

const resourceModules = new Map(
  Object.entries(modules).map(([path, [type, roles, newest]]) => [
    `avm/res/${path}`,
    {
      type,
      newest,
      byName: roles && new Map(roles.flatMap((index) => (all[index] ? [all[index]] : []))),
    },
  ]),
);

/** `br/public:avm/…:1.0.0`, under an alias or with the registry's host. */
const reference =
  /^br(?:\/[\w-]+:|:[\w.-]+\/(?:bicep\/)?)(avm\/(?:res|ptn|utl)\/[^:@]+)(?:[:@](.*))?$/;

/** A module of the registry by how a template refers to it. Null for all other references. */
export function registryModule(text: string): RegistryModule | null {
  const [, written, version = null] = reference.exec(text) ?? [];
  if (written === undefined) return null;
  const path = written.toLowerCase();
  const assignment = assignmentModules[path];
  if (assignment) {
    const [oldest, newest] = assignment.versions;
    const byName = new Map(
      assignment.names.flatMap((name) => {
        const guid = guids.get(name);
        return guid === undefined ? [] : [[name, guid] as const];
      }),
    );
    const isComplete = !isOlder(version, oldest) && !isNewer(version, newest);
    return { path, type: null, roles: { byName, isComplete }, isUnfamiliar: false };
  }
  const pattern = patternModules[path];
  if (pattern) {
    return { path, type: null, roles: null, isUnfamiliar: isOlder(version, pattern.since) };
  }
  const known = resourceModules.get(path);
  const roles = known?.byName && {
    byName: known.byName,
    isComplete: !isNewer(version, known.newest),
  };
  return {
    path,
    type: known?.type ?? null,
    roles: roles ?? null,
    isUnfamiliar: path.startsWith('avm/ptn/'),
  };
}
