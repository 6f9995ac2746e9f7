import * as z from 'zod';
import type { AppInsightsComponent } from '../../core/facts/azure.ts';

/** An Application Insights component; the casing of its properties is the service's own. */
export const ComponentWire = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    AppId: z.string().nullish(),
    WorkspaceResourceId: z.string().nullish(),
  }),
});

export function toComponent(wire: z.infer<typeof ComponentWire>): AppInsightsComponent {
  return {
    id: wire.id,
    name: wire.name,
    appId: wire.properties.AppId ?? '',
    workspaceResourceId: wire.properties.WorkspaceResourceId ?? null,
  };
}
