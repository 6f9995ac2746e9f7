import { describe, expect, it } from 'vitest';
import { createCredential, gatherFacts } from '../../src/gather/index.ts';
import { loadSample, startEmulator } from '../../src/emulator/index.ts';
import { gatherEmulated, unknownFacts, type Fault } from './emulated.ts';

const roleAssignments = '/projects/shop/providers/Microsoft\\.Authorization/roleAssignments\\?';

/** What is unknown for other reasons than the fault, as the sample without one has it. */
const usual = Object.keys(unknownFacts((await gatherEmulated()).facts));

async function unknownWith(fault: Fault): Promise<Record<string, string>> {
  const { facts } = await gatherEmulated({ faults: [fault] });
  return Object.fromEntries(
    Object.entries(unknownFacts(facts)).filter(([path]) => !usual.includes(path)),
  );
}

describe('a read that fails', () => {
  it.each([
    [{ status: 403 }, 'refused'],
    [{ status: 429, retryAfter: 30 }, 'throttled'],
    [{ status: 500 }, 'server-error'],
    [{ truncateJson: true }, 'malformed'],
    [{ cutOff: true }, 'cut-off'],
  ])('%o makes its own fact %s and no other', async (how, reason) => {
    const unknown = await unknownWith({ path: roleAssignments, ...how });
    // Assignments to client ids are asked for at the same address.
    const assignments = Object.entries(unknown).filter(([path]) =>
      /assignments$|^clientIdGrants$/.test(path),
    );
    expect(assignments.length).toBeGreaterThan(0);
    expect(Object.keys(unknown)).toEqual(assignments.map(([path]) => path));
    expect(new Set(Object.values(unknown))).toEqual(new Set([reason]));
  });

  it('is made again where the service asks for a short wait', async () => {
    const unknown = await unknownWith({
      path: roleAssignments,
      status: 429,
      retryAfter: 0,
      times: 2,
    });
    expect(unknown).toEqual({});
  });

  it.each([
    ['/subscriptions\\?', { subscriptions: 'refused' }],
    ['/denyAssignments\\?', { 'access.0.denyAssignments': 'refused' }],
    ['/roleEligibilityScheduleInstances\\?', { 'access.0.eligibilities': 'refused' }],
    ['/roleDefinitions/', { 'roleDefinitions.53ca6127-db72-4b80-b1b0-d745d6d5456d': 'refused' }],
    ['/components/shop-insights\\?', { 'telemetry.component': 'refused' }],
    [
      '/(?:components/shop-insights|workspaces/shop-logs|v1/apps/[^/]+)/query',
      { 'telemetry.symptoms': 'refused' },
    ],
    ['/accounts/contoso-foundry\\?', { account: 'refused' }],
    ['/projects/shop\\?', { project: 'refused' }],
    ['/projects/shop/agents/concierge\\?', { agent: 'refused' }],
  ])('%s is told apart from the others', async (path, expected) => {
    expect(await unknownWith({ path, status: 403 })).toMatchObject(expected);
  });

  it('has a way round: ARM’s own lists where Resource Graph is refused', async () => {
    const { facts } = await gatherEmulated({ faults: [{ path: 'ResourceGraph', status: 403 }] });
    expect(facts.accounts.status).toBe('known');
    expect(facts.agent.status).toBe('known');
  });

  it('leaves the diagnosis of an agent that does not need it alone', async () => {
    const { facts } = await gatherEmulated({ tenant: 'resource-graph-truncated' });
    expect(facts.accounts).toMatchObject({ status: 'unknown', reason: 'incomplete' });
  });
});

describe('the sign-in', () => {
  it('that is refused is one sentence, and no request follows it', async () => {
    const emulator = await startEmulator({ tenant: loadSample('byok-401') });
    try {
      const { cloud, ca, signIn } = emulator;
      const wrong = { ...signIn, clientSecret: 'wrong' };
      const credential = createCredential(cloud, { kind: 'secret', ca, ...wrong });
      const facts = await gatherFacts({ asked: {}, cloud, credential, ca });
      expect(facts.caller).toMatchObject({ status: 'unknown', reason: 'not-signed-in' });
      expect(JSON.stringify(facts.caller)).toContain('az login');
      expect(facts.reads).toEqual([]);
      expect(facts.agent).toMatchObject({ status: 'unknown', reason: 'not-read' });
    } finally {
      await emulator.stop();
    }
  });

  it('at a host that nobody answers at, or that nobody vouches for, says which', async () => {
    const emulator = await startEmulator({ tenant: loadSample('byok-401') });
    const { cloud, ca, signIn } = emulator;
    try {
      const untrusting = createCredential(cloud, { kind: 'secret', ...signIn });
      const untrusted = await gatherFacts({ asked: {}, cloud, credential: untrusting });
      expect(untrusted.caller).toMatchObject({ status: 'unknown', reason: 'unreachable' });
      expect(JSON.stringify(untrusted.caller)).toContain('certificate');
    } finally {
      await emulator.stop();
    }
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    const gone = await gatherFacts({ asked: {}, cloud, credential, ca });
    expect(gone.caller).toMatchObject({ status: 'unknown', reason: 'unreachable' });
    expect(JSON.stringify(gone.caller)).toContain(new URL(cloud.authority).host);
  });
});

describe('cancelling', () => {
  it('rejects with the reason while a read still hangs', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const running = gatherEmulated({
      faults: [{ path: roleAssignments, delayMs: 60_000 }],
      request: {
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step === 'access') controller.abort(reason);
        },
      },
    });
    await expect(running).rejects.toBe(reason);
  });

  it('rejects while a retry waits, and before anything is sent', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const running = gatherEmulated({
      faults: [{ path: 'ResourceGraph', status: 429, retryAfter: 5 }],
      request: {
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step === 'inventory') setTimeout(() => controller.abort(reason), 100);
        },
      },
    });
    await expect(running).rejects.toBe(reason);
    const late = gatherEmulated({ request: { signal: AbortSignal.abort(reason) } });
    await expect(late).rejects.toBe(reason);
  });
});
