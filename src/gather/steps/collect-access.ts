import type {
  DirectoryObject,
  GrantablePrincipalType,
  RoleDefinition,
} from '../../core/facts/azure.ts';
import type { AccessFacts } from '../../core/facts/diagnosis-facts.ts';
import { valueOf, type Fact } from '../../core/facts/fact.ts';
import type { Session } from '../session.ts';
import { distinct } from './principals.ts';
import { createAccessReader } from './read-access.ts';
import { readMemberships } from './read-memberships.ts';
import { readNames } from './read-names.ts';
import { createRoleReader } from './read-roles.ts';

/** Access of many principals at many scopes, each read once, with what it takes to understand it. */
export interface AccessCollector {
  /** Asks for one principal at one scope; asked again, it waits for the same answer. */
  ask(principalId: string, scope: string, type?: GrantablePrincipalType): Promise<AccessFacts>;
  /** The roles that turned up in all that was asked for, and the names of all who turned up. */
  describe(
    principalIds: string[],
    access: AccessFacts[],
  ): Promise<{
    roleDefinitions: Record<string, Fact<RoleDefinition>>;
    directory: Record<string, Fact<DirectoryObject>>;
    memberships: Record<string, Fact<string[]>>;
  }>;
}

export function createAccessCollector(session: Session): AccessCollector {
  const reader = createAccessReader(session);
  const roles = createRoleReader(session);
  const asked = new Map<string, Promise<AccessFacts>>();
  return {
    ask(principalId, scope, type = 'ServicePrincipal') {
      const key = `${principalId} ${scope}`.toLowerCase();
      const pending =
        asked.get(key) ??
        reader[type === 'Group' ? 'ofGroup' : 'ofPrincipal'](principalId, scope).then((facts) => {
          for (const { roleDefinitionId } of grantsIn(facts)) {
            roles.request(roleDefinitionId, scope);
          }
          return facts;
        });
      asked.set(key, pending);
      return pending;
    },
    async describe(principalIds, access) {
      const memberships = readMemberships(session, access);
      const [roleDefinitions, directory] = await Promise.all([
        roles.collect(),
        memberships.then((groups) =>
          readNames(
            session,
            distinct([...principalIds, ...access.flatMap(idsIn), ...Object.keys(groups)]),
          ),
        ),
      ]);
      session.ledger.finish('roles', `${Object.keys(roleDefinitions).length} definitions`);
      session.ledger.finish('names', `${Object.keys(directory).length} names`);
      return { roleDefinitions, directory, memberships: await memberships };
    },
  };
}

function grantsIn(facts: AccessFacts): { roleDefinitionId: string; principalId: string }[] {
  return [...(valueOf(facts.assignments) ?? []), ...(valueOf(facts.eligibilities) ?? [])];
}

/** Whoever holds the grants: the principal itself, or the groups that it is in. */
function idsIn(facts: AccessFacts): string[] {
  return grantsIn(facts).map(({ principalId }) => principalId);
}
