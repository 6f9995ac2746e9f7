import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import type { DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { UsageError } from './exit-codes.ts';
import { readJson } from '../gather/read-file.ts';

const FactShape = z.object({ status: z.enum(['known', 'unknown']), source: z.string() });

/**
 * Enough of the facts' shape to tell a file of facts from any other. Facts are written by this
 * program and read by it alone, so their insides are taken as they are.
 */
const FactsShape = z.looseObject({
  schemaVersion: z.literal(
    1,
    'this version reads facts of version 1 only. Save them anew with --save-facts',
  ),
  at: z.iso.datetime(),
  cloud: z.looseObject({ name: z.string() }),
  asked: z.looseObject({}),
  caller: FactShape.loose(),
  subscriptions: FactShape.loose(),
  accounts: FactShape.loose(),
  account: FactShape.loose(),
  project: FactShape.loose(),
  agent: FactShape.loose(),
  connections: FactShape.loose(),
  applications: FactShape.loose().optional(),
  targetAccount: FactShape.loose(),
  access: z.array(z.looseObject({ principalId: z.string(), scope: z.string() })),
  roleDefinitions: z.record(z.string(), FactShape.loose()),
  directory: z.record(z.string(), FactShape.loose()),
  memberships: z.record(z.string(), FactShape.loose()),
  telemetry: z.looseObject({
    component: FactShape.loose(),
    query: z.string(),
    symptoms: FactShape.loose(),
    traffic: FactShape.loose(),
  }),
  clientIdGrants: FactShape.loose().optional(),
  modelDeployments: FactShape.loose().optional(),
  sessionLog: z.looseObject({ sessions: FactShape.loose(), tail: FactShape.loose() }).optional(),
  steps: z.array(z.looseObject({ id: z.string() })),
  reads: z.array(z.looseObject({ id: z.string() })),
});

/** The facts that `--save-facts` wrote, from this machine or another. */
export async function loadFacts(path: string): Promise<DiagnosisFacts> {
  return (await readJson(path, 'facts', FactsShape)) as unknown as DiagnosisFacts;
}

export async function saveFacts(path: string, facts: DiagnosisFacts): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(facts, null, 2)}\n`);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UsageError(`The facts could not be saved to ${path} (${code}).`, { cause });
  }
}
