import { describe, it } from 'vitest';
import { diagnose } from '../../src/core/diagnose.ts';
import type { DiagnosisFacts } from '../../src/core/facts/diagnosis-facts.ts';
import { ReportSchema } from '../../src/core/report/report.ts';
import { renderText } from '../../src/core/report/text.ts';
import {
  loadSample,
  sampleNames,
  startEmulator,
  type RunningEmulator,
} from '../../src/emulator/index.ts';
import { gatherEmulator } from './diagnose-emulator.ts';

/** When the samples are diagnosed; their own times lie whole minutes before it. */
const noon = Date.parse('2026-01-15T12:00:00Z');

/** Who is refused in the log of a sample: the agent's own identity, or another one. */
const ownIdentity = '7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52';
const refusedInstead: Partial<Record<(typeof sampleNames)[number], string>> = {
  'project-identity-missing': 'b36d9f02-8c71-4e05-97a4-6d1f2e8c50ba',
};

/**
 * Every sample tenant ends in what it is named for, gathered over the wire and judged, in just the
 * words of its golden report. `npm run test:unit -- -u` writes the golden reports anew.
 */
describe.concurrent('the samples', () => {
  it.for(sampleNames)('%s', async (name, { expect }) => {
    const tenant = loadSample(name);
    const emulator = await startEmulator({ tenant });
    try {
      const facts = await gatherEmulator(emulator);
      const report = ReportSchema.parse(diagnose(stabilise(facts, emulator)));
      // Notes may stand beside any outcome; a code of null says that there is nothing but notes.
      const [main] = report.findings;
      const code = tenant.expect?.code === null && main?.severity === 'info' ? null : main?.code;
      expect(tenant.expect).toMatchObject({ outcome: report.outcome, code: code ?? null });
      const refused = (report.denials?.lanes ?? []).filter(({ minutes }) => minutes.length > 0);
      const who = refusedInstead[name] ?? ownIdentity;
      expect(refused.map(({ principalId }) => principalId)).toEqual(refused.map(() => who));
      const text = renderText(report, { color: false });
      await expect(text).toMatchFileSnapshot(`golden/${name}.golden.txt`);
    } finally {
      await emulator.stop();
    }
  });
});

/** The facts without what differs from run to run: port, folder, clock and durations. */
function stabilise(facts: DiagnosisFacts, { origin, caFile }: RunningEmulator): DiagnosisFacts {
  const now = Date.parse(facts.at);
  const minute = 60_000;
  const atNoon = (_: string, time: string) =>
    `"${new Date(noon + Math.round((Date.parse(time) - now) / minute) * minute).toISOString()}"`;
  const json = JSON.stringify(facts)
    .replaceAll(origin, 'https://embedded')
    .replaceAll(caFile, 'ca.pem')
    // Only whole values: a time inside a condition is the sample's own and stays.
    .replace(/"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g, atNoon)
    .replace(/"durationMs":[\d.]+/g, '"durationMs":0');
  return JSON.parse(json) as DiagnosisFacts;
}
