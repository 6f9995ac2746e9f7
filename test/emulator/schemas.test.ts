import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { publishedSchemas } from '../../scripts/schemas.ts';
import { sampleFiles } from '../../src/emulator/samples/index.ts';

describe('the published JSON Schemas', () => {
  it.each(Object.entries(publishedSchemas))(
    '%s is what its zod schema says now (else: npm run schemas)',
    async (file, schema) => {
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
    },
  );

  it('accept every sample as it stands in its file, patches included', async () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const accepts = ajv.compile(publishedSchemas['schemas/tenant.schema.json'] as object);
    for (const [name, file] of Object.entries(sampleFiles)) {
      expect(accepts(file), `${name}: ${ajv.errorsText(accepts.errors)}`).toBe(true);
    }
  });

  it('refuse a word that no tenant file knows', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const accepts = ajv.compile(publishedSchemas['schemas/tenant.schema.json'] as object);
    expect(accepts({ extends: 'base', subscription: {} })).toBe(false);
  });
});
