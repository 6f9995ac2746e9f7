import * as z from 'zod';
import type { TemplateDeployment } from '../../core/drift/last-deployment.ts';
import { redact } from '../../core/redact.ts';

const Values = z
  .record(z.string(), z.object({ type: z.string().nullish(), value: z.unknown().optional() }))
  .nullish();

const TemplateDeploymentWire = z.object({
  name: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({
    provisioningState: z.string().nullish(),
    timestamp: z.string().nullish(),
    parameters: Values,
    outputs: Values,
    outputResources: z.array(z.object({ id: z.string() })).nullish(),
  }),
});

/** @throws {z.ZodError} Where it is none. */
export function parseTemplateDeployment(item: unknown): TemplateDeployment {
  const { name, tags, properties } = TemplateDeploymentWire.parse(item);
  return {
    name,
    succeeded: properties.provisioningState === 'Succeeded',
    at: properties.timestamp ?? '',
    tags: tags ?? {},
    parameters: textsOf(properties.parameters),
    outputs: textsOf(properties.outputs),
    resources: (properties.outputResources ?? []).map(({ id }) => id),
  };
}

/** The texts among values. ARM keeps secure values back; what looks like a secret stays here as well. */
function textsOf(values: z.infer<typeof Values>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, { type, value }]) => {
      const isOpen = !/^secure/i.test(type ?? '') && typeof value === 'string';
      return [name, isOpen && redact(value) === value ? value : null];
    }),
  );
}
