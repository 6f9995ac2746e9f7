import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'vitest';
import { outputSchemaFile, type OutputName } from '../../scripts/output-schemas.ts';
import { repository } from '../host/paths.ts';

const ajv = new Ajv({ strict: false });

/** Expects what a command printed to be what its published schema says, and gives it parsed. */
export async function expectOutput(name: OutputName, printed: string): Promise<unknown> {
  const output: unknown = JSON.parse(printed);
  const file = join(repository, outputSchemaFile(name));
  const schema = JSON.parse(await readFile(file, 'utf8')) as object;
  const accepts = ajv.getSchema(name) ?? ajv.addSchema(schema, name).getSchema(name);
  expect(accepts?.(output), `${name}: ${ajv.errorsText(accepts?.errors)}`).toBe(true);
  return output;
}
