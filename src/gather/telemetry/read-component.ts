import type { AppInsightsComponent } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import type { Session } from '../session.ts';
import { ComponentWire, toComponent } from '../wire/components.ts';

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
