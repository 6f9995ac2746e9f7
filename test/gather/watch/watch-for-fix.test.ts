import { describe, expect, it } from 'vitest';
import { invocableOf } from '../../../src/core/verify/subject.ts';
import type { WatchReport } from '../../../src/core/watch/watch-report.ts';
import { watchedNeeds } from '../../../src/core/watch/watched-needs.ts';
import type { RunningEmulator } from '../../../src/emulator/index.ts';
import type { Json } from '../../../src/emulator/tenant/merge-patch.ts';
import {
  gatherFacts,
  permitInvoke,
  watchForFix,
  type WatchEvent,
} from '../../../src/gather/index.ts';
import { call } from '../../emulator/call.ts';
import { credentialOf, serve } from '../../emulator/start.ts';
import { shop } from '../emulated.ts';

const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';

interface Watching {
  patch?: Json;
  mayCall: boolean;
  longest?: number;
  onEvent?: (event: WatchEvent, emulator: RunningEmulator) => void;
  signal?: AbortSignal;
}

/** Diagnoses the agent of a sample, and watches for what is missing. */
async function watch(
  sample: string,
  { patch, mayCall, longest = 20_000, onEvent, signal }: Watching,
): Promise<{ report: WatchReport; emulator: RunningEmulator }> {
  const emulator = await serve(sample, patch);
  const { cloud, ca } = emulator;
  const connection = { cloud, ca, credential: credentialOf(emulator) };
  const facts = await gatherFacts({ ...connection, asked: { agent: 'concierge' } });
  const invocable = invocableOf(facts);
  if (invocable.status === 'missing') throw new Error(invocable.detail);
  const { subject } = invocable;
  const report = await watchForFix({
    ...connection,
    ...{ subject, needs: watchedNeeds(facts), input: 'hello' },
    permission: mayCall ? permitInvoke(subject, 20) : null,
    plan: { firstPause: 100, longestPause: 400, longest, calls: 20 },
    onEvent: (event) => onEvent?.(event, emulator),
    ...(signal && { signal }),
  });
  return { report, emulator };
}

async function grantAtAccount(emulator: RunningEmulator): Promise<void> {
  const path = `${shop.account}/providers/Microsoft.Authorization/roleAssignments/6f0c2a5e-7d14-4c7e-9a55-2b1f0e6d8c31`;
  const { status } = await call(emulator, `${path}?api-version=2022-04-01`, {
    method: 'PUT',
    as: 'administrator',
    headers: { 'content-type': 'application/json' },
    body: {
      properties: {
        roleDefinitionId: `${shop.account}/providers/Microsoft.Authorization/roleDefinitions/${foundryUser}`,
        principalId: shop.instance,
        principalType: 'ServicePrincipal',
      },
    },
  });
  expect(status).toBe(201);
}

describe('watchForFix', () => {
  it('sees a grant that is made while it watches, and an answer after it', async () => {
    let granted: Promise<void> | undefined;
    const { report, emulator } = await watch('byok-401', {
      mayCall: true,
      onEvent: (event, running) => {
        if (event.kind === 'waiting') granted ??= grantAtAccount(running);
      },
    });
    await granted;
    expect(report.end.reason).toBe('answered');
    expect(report.looks[0]).toMatchObject({ grant: 'missing', answer: null });
    expect(report.looks.at(-1)).toMatchObject({ grant: 'propagating', answer: 'answered' });
    const calls = emulator.requests().filter(({ path }) => path.includes('/protocols/'));
    expect(calls).toHaveLength(1);
  });

  it('waits out a grant that does not work yet', async () => {
    const grantAge = { createdOn: '-PT9M54S' };
    const { report } = await watch('propagating', {
      patch: { roleAssignments: { 'c0a1d3e5-0007-4f27-8b96-1d5e7f9a2b36': grantAge } },
      mayCall: true,
    });
    expect(report.looks[0]).toMatchObject({ grant: 'propagating', answer: 'silent-denial' });
    expect(report.outcome).toBe('fixed');
  });

  it('says that it is still propagating where its own time is over first', async () => {
    const { report, emulator } = await watch('propagating', { mayCall: false, longest: 300 });
    expect(report).toMatchObject({ outcome: 'still-propagating', lastAttempt: null });
    expect(Date.parse(report.end.settlesAt ?? '')).toBeGreaterThan(Date.parse(report.startedAt));
    expect(emulator.requests().some(({ path }) => path.includes('/protocols/'))).toBe(false);
  });

  it('ends at once where no role can help', async () => {
    const { report } = await watch('deny-assignment', { mayCall: true });
    expect(report).toMatchObject({ outcome: 'not-that', end: { reason: 'blocked' } });
    expect(report.looks).toHaveLength(1);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const watching = watch('byok-401', {
      mayCall: false,
      signal: controller.signal,
      onEvent: ({ kind }) => {
        if (kind === 'waiting') controller.abort(reason);
      },
    });
    await expect(watching).rejects.toBe(reason);
  });
});
