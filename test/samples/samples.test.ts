import { describe, it } from 'vitest';
import { ReportSchema, type Report } from '../../src/core/report/report.ts';
import { renderText } from '../../src/core/report/text.ts';
import {
  loadSample,
  sampleNames,
  startEmulator,
  type RunningEmulator,
} from '../../src/emulator/index.ts';
import { diagnoseEmulator } from './diagnose-emulator.ts';

/**
 * Every sample tenant ends in what it is named for, gathered over the wire and judged, in just the
 * words of its golden report. `npm run test:unit -- -u` writes the golden reports anew.
 */
describe.concurrent('the samples', () => {
  it.for(sampleNames)('%s', async (name, { expect }) => {
    const tenant = loadSample(name);
    const emulator = await startEmulator({ tenant });
    try {
      const report = ReportSchema.parse(await diagnoseEmulator(emulator));
      // Notes may stand beside any outcome; a code of null says that there is nothing but notes.
      const [main] = report.findings;
      const code = tenant.expect?.code === null && main?.severity === 'info' ? null : main?.code;
      expect(tenant.expect).toMatchObject({ outcome: report.outcome, code: code ?? null });
      const text = renderText(stabilise(report, emulator), { color: false });
      await expect(text).toMatchFileSnapshot(`golden/${name}.golden.txt`);
    } finally {
      await emulator.stop();
    }
  });
});

/** The report without what differs from run to run: port, folder, clock and durations. */
function stabilise(report: Report, { origin, caFile }: RunningEmulator): Report {
  const json = JSON.stringify(report)
    .replaceAll(origin, 'https://embedded')
    .replaceAll(caFile, 'ca.pem')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/"durationMs":[\d.]+/g, '"durationMs":0');
  return JSON.parse(json) as Report;
}
