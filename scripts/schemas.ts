import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import * as z from 'zod';
import { ConfigurationSchema } from '../src/bicep/lint/configuration.ts';
import { CloudSchema } from '../src/core/arm/cloud.ts';
import { ReportSchema } from '../src/core/report/report.ts';
import { tenantJsonSchema } from '../src/emulator/tenant/json-schema.ts';
import { outputSchemas } from './output-schemas.ts';

/** The JSON Schemas of files that the product reads, and of its report, each from its zod schema. */
export const publishedSchemas: Record<string, unknown> = {
  'schemas/tenant.schema.json': tenantJsonSchema(),
  'schemas/report.schema.json': z.toJSONSchema(ReportSchema),
  'schemas/cloud.schema.json': z.toJSONSchema(CloudSchema, { io: 'input' }),
  'schemas/lint-configuration.schema.json': z.toJSONSchema(ConfigurationSchema, { io: 'input' }),
};

if (import.meta.main) {
  const schemas = { ...publishedSchemas, ...outputSchemas() };
  for (const [file, schema] of Object.entries(schemas)) {
    const options = await resolveConfig(file);
    await writeFile(file, await format(JSON.stringify(schema), { ...options, filepath: file }));
  }
}
