import { performance } from 'node:perf_hooks';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import { diagnoseEmulator } from '../samples/diagnose-emulator.ts';
import { briefCommands, measureAzStart, runBriefFlow } from './brief-flow.ts';
import type { Figure } from './figure.ts';

const latencyMs = 80;
const rounds = 5;

/**
 * The longest chain of requests that must wait for each other: what a sign-in, the search for the
 * agent and the look at its access cannot do at the same time. Each is looked for in the log, so
 * that a chain which the product no longer follows is noticed.
 */
const chain: [string, RegExp][] = [
  ['how to sign in', /openid-configuration/],
  ['a token', /oauth2\/v2\.0\/token/],
  ['the inventory', /Microsoft\.ResourceGraph\/resources/],
  ['the agents', /\/agents\?/],
  ['the agent', /\/agents\/[^/]+\?/],
  ['its role assignments', /roleAssignments\?.*assignedTo/],
  ['names of the groups they came through', /directoryObjects\/getByIds/],
];

/** The same where a session of the agent keeps a log: its sessions come first, then the end of one. */
const chainWithSession: typeof chain = [
  ...chain.slice(0, 5),
  ['its sessions', /\/endpoint\/sessions\?/],
  ['the log of one', /:logstream\?/],
];

/** Median wall time of a diagnosis in an emulator that has just been started. Milliseconds. */
async function measureWall(emulator: RunningEmulator, expected: typeof chain): Promise<number> {
  const walls: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await diagnoseEmulator(emulator);
    walls.push(performance.now() - started);
  }
  const requests = emulator.requests();
  const missing = expected.filter(
    ([, pattern]) => !requests.some(({ path }) => pattern.test(decodeURI(path))),
  );
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(', ');
    throw new Error(`The chain is out of date: no request for ${names}.`);
  }
  return median(walls);
}

async function benchWithSession(): Promise<Figure> {
  const tenant = loadSample('session-log');
  const slow = { ...tenant, settings: { ...tenant.settings, latencyMs } };
  const emulator = await startEmulator({ tenant: slow });
  try {
    const wall = await measureWall(emulator, chainWithSession);
    return {
      name: `the same with a session’s log (${chainWithSession.length} requests)`,
      value: wall / (chainWithSession.length * latencyMs),
      unit: '×',
      limit: 1.3,
    };
  } finally {
    await emulator.stop();
  }
}

/** Wall time of a diagnosis against its chain of requests and against the brief's flow. */
export async function benchDiagnosis(): Promise<Figure[]> {
  const tenant = loadSample('byok-401');
  const warm = await startEmulator({ tenant });
  await diagnoseEmulator(warm);
  await warm.stop();

  const slow = { ...tenant, settings: { ...tenant.settings, latencyMs } };
  const emulator = await startEmulator({ tenant: slow });
  try {
    const wall = await measureWall(emulator, chain);
    const requests = emulator.requests();
    const brief = await runBriefFlow(emulator);
    const azStart = measureAzStart();
    const briefWithStarts = brief.wall + azStart.milliseconds * briefCommands.length;
    return [
      {
        name: `wall time at ${latencyMs} ms a request, median of ${rounds}`,
        value: wall,
        unit: 'ms',
      },
      { name: 'requests', value: requests.length / rounds, unit: '' },
      {
        name: `wall time / longest chain (${chain.length} requests)`,
        value: wall / (chain.length * latencyMs),
        unit: '×',
        limit: 1.3,
      },
      await benchWithSession(),
      {
        name: `brief’s flow by ${briefCommands.length} az commands (az starts in ${azStart.words}) / ours`,
        value: briefWithStarts / wall,
        unit: '×',
        limit: 5,
        atLeast: true,
      },
      {
        name: `brief’s flow by ${brief.requests} bare sequential reads / ours`,
        value: brief.wall / wall,
        unit: '×',
      },
    ];
  } finally {
    await emulator.stop();
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
