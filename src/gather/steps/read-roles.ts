import { roleGuid } from '../../core/arm/role-id.ts';
import { subscriptionOf } from '../../core/arm/scope.ts';
import type { RoleDefinition } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Session } from '../session.ts';
import { parseRoleDefinition } from '../wire/authorization.ts';

/** Reads role definitions from the tenant, each once, whoever asks for it first. */
export interface RoleReader {
  /** `roleDefinitionId` as an assignment gives it; `scope` is where the assignment was seen. */
  request(roleDefinitionId: string, scope: string): void;
  /** All the definitions that were requested, by GUID. */
  collect(): Promise<Record<string, Fact<RoleDefinition>>>;
}

/**
 * Definitions come from the tenant and not from a table in the product, since built-in roles gain
 * actions over time and custom ones are nobody else's.
 */
export function createRoleReader(session: Session): RoleReader {
  const definitions = new Map<string, Promise<Fact<RoleDefinition>>>();
  return {
    request(roleDefinitionId, scope) {
      const guid = roleGuid(roleDefinitionId);
      if (definitions.has(guid)) return;
      // An id relative to the tenant is asked for in the subscription that it was seen in, where
      // custom roles are known, too; above subscriptions, at the scope itself.
      const subscription = subscriptionOf(roleDefinitionId) ?? subscriptionOf(scope);
      const at = subscription === null ? scope.replace(/^\//, '') : `subscriptions/${subscription}`;
      definitions.set(
        guid,
        session.ledger.fact('roles', `the role definition ${guid}`, async () => {
          const client = session.clients.authorization;
          return parseRoleDefinition(await client.roleDefinitions.get(at, guid));
        }),
      );
    },
    async collect() {
      const entries = await Promise.all(
        [...definitions].map(async ([guid, definition]) => [guid, await definition] as const),
      );
      return Object.fromEntries(entries);
    },
  };
}
