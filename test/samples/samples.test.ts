import { describe, expect, it } from 'vitest';
import { ReportSchema } from '../../src/core/report/report.ts';
import { loadSample, sampleNames, startEmulator } from '../../src/emulator/index.ts';
import { diagnoseEmulator } from './diagnose-emulator.ts';

/** Every sample tenant ends in what it is named for, gathered over the wire and judged. */
describe.concurrent('the samples', () => {
  it.each(sampleNames)('%s', async (name) => {
    const tenant = loadSample(name);
    const emulator = await startEmulator({ tenant });
    try {
      const report = ReportSchema.parse(await diagnoseEmulator(emulator));
      expect({ outcome: report.outcome, code: report.findings[0]?.code ?? null }).toEqual(
        tenant.expect,
      );
    } finally {
      await emulator.stop();
    }
  });
});
