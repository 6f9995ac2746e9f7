import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputNames, outputSchemaFile, outputSchemas } from '../../scripts/output-schemas.ts';
import { explainText } from '../../src/core/symptoms/explanation.ts';
import { toExplainOutput } from '../../src/core/resolution/explain-output.ts';
import { corpus, silentTexts } from '../unit/core/symptoms/corpus.ts';
import { repository } from '../host/paths.ts';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

describe('the published schemas of outputs', () => {
  it('are what the types say now (else: npm run schemas)', { timeout: 120_000 }, async () => {
    for (const [file, schema] of Object.entries(outputSchemas())) {
      const published = await readFile(join(repository, file), 'utf8');
      expect([file, JSON.parse(published)]).toEqual([file, JSON.parse(JSON.stringify(schema))]);
    }
  });

  it('refuse an output of another command', async () => {
    for (const name of outputNames) {
      const file = await readFile(join(repository, outputSchemaFile(name)), 'utf8');
      expect([name, file]).toEqual([
        name,
        expect.stringContaining('"additionalProperties": false'),
      ]);
      await expect(expectOutput(name, '{"kind": "something else"}')).rejects.toThrow(name);
    }
  });

  it.each(['requirements', 'samples'] as const)('accept what %s prints', async (name) => {
    const { exitCode, stdout } = await runCli([name, '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(await expectOutput(name, stdout)).not.toEqual([]);
  });

  it('accept the explanation of every text that is known and of every one that is not', async () => {
    for (const text of [...Object.values(corpus).map((entry) => entry.text), ...silentTexts]) {
      const output = toExplainOutput(explainText(text), null, []);
      await expectOutput('explain', JSON.stringify(output));
    }
  });
});
