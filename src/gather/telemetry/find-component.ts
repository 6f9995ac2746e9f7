import type { AppInsightsComponent, Connection } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import type { Session } from '../session.ts';
import { ComponentWire, toComponent } from '../wire/components.ts';

/**
 * ARM id of the Application Insights component that the agent writes to: the default connection
 * before others, the project's before the account's. Null where there is no such connection.
 */
export function componentIdOf(connections: Connection[]): string | null {
  const candidates = connections.filter(({ category }) => /^AppInsights$/i.test(category));
  const rank = ({ isDefault, level }: Connection): number =>
    (isDefault ? 0 : 2) + (level === 'project' ? 0 : 1);
  const [first] = candidates.sort((a, b) => rank(a) - rank(b));
  const id = first?.resourceId ?? first?.target ?? null;
  return id !== null && id.startsWith('/subscriptions/') ? id : null;
}

export function readComponent(session: Session, id: string): Promise<Fact<AppInsightsComponent>> {
  const name = id.split('/').at(-1) ?? id;
  return session.ledger.fact(
    'telemetry',
    `the Application Insights component ${name}`,
    async () => {
      const url = `${session.cloud.arm.endpoint}${id}?api-version=${apiVersions.components}`;
      return toComponent(await session.clients.arm.get(url, ComponentWire));
    },
  );
}
