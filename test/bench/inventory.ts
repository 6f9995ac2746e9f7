import { request } from 'node:https';
import type { Figure } from './figure.ts';
import { runProcess, startEmulatorProcess, type SurveyMeasures } from './inventory/processes.ts';
import type { TenantSize } from './tenant/generate-tenant.ts';

const full: TenantSize = {
  accounts: 200,
  projects: 1_000,
  agents: 20_000,
  assignments: 100_000,
  seed: 1,
};
const tenth: TenantSize = {
  accounts: 20,
  projects: 100,
  agents: 2_000,
  assignments: 10_000,
  seed: 1,
};

/** What a request takes on its way to Azure and back, as in the bench of a diagnosis. */
const latencyMs = 80;

interface Measured extends SurveyMeasures {
  requests: number;
  /** The same requests, sent bare. Milliseconds. */
  bare: number;
}

/** The inventory of a company: requests, times against the bare pages, memory, and growth. */
export async function benchInventory(): Promise<Figure[]> {
  const small = await measure(tenth);
  const large = await measure(full);
  const size = `${full.agents} agents, ${full.assignments} assignments`;
  return [
    { name: `requests (${size})`, value: large.requests, unit: '' },
    { name: 'identities judged', value: large.identities, unit: '' },
    {
      name: `first accounts and projects known, at ${latencyMs} ms a request`,
      value: large.firstPaint,
      unit: 'ms',
    },
    { name: 'all read', value: large.surveyed, unit: 'ms' },
    { name: 'all judged: full coverage', value: large.judged, unit: 'ms' },
    { name: 'the same pages bare, 8 at a time', value: large.bare, unit: 'ms' },
    {
      name: 'full coverage / bare pages',
      value: large.judged / large.bare,
      unit: '×',
      limit: 1.5,
    },
    {
      name: 'peak memory of a process that reads it all, in a heap without a cap',
      value: large.peakReading,
      unit: 'MB',
      limit: 300,
    },
    {
      name: 'the same with judging',
      value: large.peak,
      unit: 'MB',
    },
    {
      name: 'growth from a tenth of it',
      value: large.judged / small.judged,
      unit: '×',
      limit: 15,
    },
  ];
}

/** Surveys a tenant and sends the requests of that survey once more, bare. */
async function measure(size: TenantSize): Promise<Measured> {
  const emulator = await startEmulatorProcess(size);
  try {
    const { address } = emulator;
    // Lets the emulator run its code for the first time, which would be slow below.
    await runProcess('survey-process', address);
    await slowDown(address);
    await emulator.takeRequests();
    const survey = await runProcess('survey-process', address);
    const records = await emulator.takeRequests();
    const requests = records.filter(({ caller }) => caller !== null);
    const { ms, assignments } = await runProcess('bare-process', { address, requests });
    requireWhole({ ...survey, assignments }, size);
    return { ...survey, requests: records.length, bare: ms };
  } finally {
    await emulator.stop();
  }
}

/** @throws Error where the survey left something out, which would make its figures worthless. */
function requireWhole(
  { agents, assignments, unread }: SurveyMeasures & { assignments: number },
  size: TenantSize,
): void {
  if (agents === size.agents && assignments === size.assignments && unread === 0) return;
  throw new Error(
    `The survey found ${agents} agents and ${assignments} assignments, and could not read ${unread} parts.`,
  );
}

/** Gives every request its latency from now on. */
function slowDown({ cloud, ca }: { cloud: { arm: { endpoint: string } }; ca: string }) {
  return new Promise<void>((resolve, reject) => {
    const url = new URL('/_emulator/faults', cloud.arm.endpoint);
    const outgoing = request(url, { method: 'PUT', ca }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ latency: { path: '', delayMs: latencyMs } }));
  });
}
