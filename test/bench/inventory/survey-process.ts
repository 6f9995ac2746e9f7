import { performance } from 'node:perf_hooks';
import { judgeInventory } from '../../../src/core/inventory/judge-inventory.ts';
import { surveyEmulator } from '../../samples/survey-emulator.ts';
import { receiveTask, sendAnswer } from './processes.ts';

const address = await receiveTask('survey-process');
const startedAt = performance.now();
const elapsed = (): number => performance.now() - startedAt;
const peakMemory = (): number => process.resourceUsage().maxRSS / 1_024;

let firstPaint = Number.NaN;
const facts = await surveyEmulator(address, {
  onProgress({ part, total }) {
    if (part === 'resources' && total > 0 && Number.isNaN(firstPaint)) firstPaint = elapsed();
  },
});
const surveyed = elapsed();
const peakReading = peakMemory();
const { counts } = judgeInventory(facts);
const judged = elapsed();

const agents = Object.values(facts.contents).flatMap((contents) =>
  contents.agents.status === 'known' ? contents.agents.value.list : [],
);

sendAnswer('survey-process', {
  firstPaint,
  surveyed,
  judged,
  peakReading,
  peak: peakMemory(),
  agents: agents.length,
  identities: counts.fine + counts.open + counts.problem,
  unread: counts.unread,
});
