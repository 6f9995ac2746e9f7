import type { Deployment, GrantScope, Location, RoleGrant } from '../grants/role-grant.ts';
import { conditionWords } from './hover.ts';
import { roleWords } from './role-words.ts';
import { scopeWords } from './scope-words.ts';

/** What one principal holds at one scope. */
export interface MatrixEntry {
  role: string;
  /** "if deployAgents", "if not deployAgents", "for each item". */
  when: string[];
  location: Location;
}

/** All grants of a deployment, principals against scopes. */
export interface GrantsMatrix {
  root: string;
  /** The widest first. */
  scopes: { key: string; label: string }[];
  principals: {
    label: string;
    /** What kind of principal it is, in words. */
    kind: string;
    /** One list for each of the scopes, in their order. */
    cells: MatrixEntry[][];
  }[];
  /** What could not be read, so that there may be more. */
  gaps: Deployment['gaps'];
}

const principalKinds: Record<RoleGrant['principal']['kind'], string> = {
  'system-assigned': 'system-assigned identity',
  'agent-identity': 'agent identity',
  'user-assigned': 'user-assigned identity',
  deployer: 'whoever deploys',
  parameter: 'parameter',
  literal: 'object id',
  mistaken: 'nobody: not an object id',
  unknown: 'not resolved',
};

const widestFirst: GrantScope['kind'][] = [
  'tenant',
  'management-group',
  'subscription',
  'resource-group',
  'resource',
  'unknown',
];

export function grantsMatrix({ root, grants, gaps }: Deployment): GrantsMatrix {
  const scopes = uniqueBy(
    [...grants].sort((a, b) => rankOf(a.scope) - rankOf(b.scope)),
    ({ scope }) => scopeKey(scope),
  ).map(({ scope }) => ({ key: scopeKey(scope), label: scopeWords(scope) }));
  const principals = uniqueBy(grants, ({ principal }) => principal.key).map(({ principal }) => ({
    label: principal.text,
    kind: principalKinds[principal.kind],
    cells: scopes.map(({ key }) =>
      grants
        .filter((grant) => grant.principal.key === principal.key && scopeKey(grant.scope) === key)
        .map(entryOf),
    ),
  }));
  return { root, scopes, principals, gaps };
}

function entryOf(grant: RoleGrant): MatrixEntry {
  return {
    role: roleWords(grant.role),
    when: conditionWords(grant),
    location: grant.location,
  };
}

function scopeKey(scope: GrantScope): string {
  switch (scope.kind) {
    case 'resource':
      return `resource ${scope.resource.key}`;
    case 'unknown':
      return `unknown ${scope.text}`;
    case 'tenant':
    case 'management-group':
    case 'subscription':
    case 'resource-group':
      return `${scope.kind} ${scope.key}`;
  }
}

/** Wide scopes before narrow ones, and accounts before their projects. */
function rankOf(scope: GrantScope): number {
  const depth = scope.kind === 'resource' ? scope.resource.type.split('/').length : 0;
  return widestFirst.indexOf(scope.kind) * 10 + depth;
}

function uniqueBy<T>(items: T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(keyOf(item))) byKey.set(keyOf(item), item);
  return [...byKey.values()];
}
