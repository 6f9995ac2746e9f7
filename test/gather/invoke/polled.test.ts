import { describe, expect, it } from 'vitest';
import { CloudSchema } from '../../../src/core/arm/cloud.ts';
import { invocableOf } from '../../../src/core/verify/subject.ts';
import { loadSample, startEmulator, type Tenant } from '../../../src/emulator/index.ts';
import {
  createCredential,
  gatherFacts,
  permitInvoke,
  verifyAgent,
} from '../../../src/gather/index.ts';
import { reply, withAgent } from './agent-server.ts';

type Accepts = NonNullable<Tenant['settings']['acceptsInvocations']>;

/** Verifies the agent of a sample whose endpoint answers 202, and lists the looks at it. */
async function verifyAccepted(
  sample: string,
  change: Partial<Accepts>,
  more: Partial<Parameters<typeof verifyAgent>[0]> = {},
) {
  const tenant = loadSample(sample);
  const acceptsInvocations = { queued: 1, running: 1, retryAfter: 0, result: 'stream', ...change };
  const settings = { ...tenant.settings, acceptsInvocations } as Tenant['settings'];
  const emulator = await startEmulator({ tenant: { ...tenant, settings } });
  try {
    const { ca, signIn } = emulator;
    const cloud = CloudSchema.parse(emulator.cloud);
    const credential = createCredential(cloud, { ca, kind: 'secret', ...signIn });
    const connection = { cloud, credential, ca };
    const invocable = invocableOf(await gatherFacts({ asked: {}, ...connection }));
    if (invocable.status === 'missing') throw new Error(invocable.detail);
    const { subject } = invocable;
    const verification = await verifyAgent({
      ...{ ...connection, subject, freshness: null, input: 'hello' },
      permission: permitInvoke(subject, 1),
      repetition: { calls: 1, pauseMs: 0 },
      ...more,
    });
    const looks = emulator.requests().filter(({ path }) => path.includes('/invocations/inv_'));
    return { verification, looks: looks.map(({ method, status }) => [method, status]) };
  } finally {
    await emulator.stop();
  }
}

describe('an invocation that was accepted with 202', () => {
  it.each(['stream', 'json'] as const)('is followed to its answer, a %s', async (result) => {
    const { verification, looks } = await verifyAccepted('healthy', { result });
    expect(verification.outcome).toBe('answered');
    expect(verification.attempts[0]).toMatchObject({
      status: 200,
      sessionId: expect.stringMatching(/^sess_/) as string,
      invocationId: expect.stringMatching(/^inv_/) as string,
    });
    expect(looks).toEqual([
      ['GET', 202],
      ['GET', 200],
      ['GET', 200],
    ]);
  });

  it.each(['stream', 'json'] as const)('is followed to its silent denial, a %s', async (result) => {
    const { verification } = await verifyAccepted('byok-401', { result, running: 3 });
    expect(verification).toMatchObject({ outcome: 'silent-denial', attempts: [{ status: 200 }] });
    expect(verification.attempts[0]?.symptoms[0]).toMatchObject({
      class: 'missing-data-action',
      action: 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write',
    });
  });

  it('is left alone at once when it is cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const call = verifyAccepted(
      'healthy',
      { running: 1_000 },
      {
        signal: controller.signal,
        onEvent: ({ kind }) => void (kind === 'frame' && controller.abort(reason)),
      },
    );
    await expect(call).rejects.toBe(reason);
  });

  it('is cut off, and not failed, when the time is over', async () => {
    const { verification } = await verifyAccepted(
      'healthy',
      { running: 1_000 },
      { longestAnswer: 900 },
    );
    expect(verification.outcome).toBe('cut-off');
    expect(verification.attempts[0]?.detail).toContain('was running when the time');
  });

  it('waits as long as it is asked to', async () => {
    const { verification, looks } = await verifyAccepted(
      'healthy',
      { retryAfter: 3_600 },
      { longestAnswer: 500 },
    );
    expect([verification.outcome, looks]).toEqual(['cut-off', []]);
  });

  it('is looked at again where a look fails in passing, and never called again', async () => {
    const wait = { 'retry-after': '0' };
    await withAgent(
      [
        reply(202, '{"invocation_id":"x"}', wait),
        reply(503, '', wait),
        (response) => void response.destroy(),
        reply(200, '{"status":"completed","output":[]}'),
      ],
      async ({ invoke, requests }) => {
        expect(await invoke()).toMatchObject({ status: 200, end: 'closed' });
        expect(requests.map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'GET', 'GET']);
      },
    );
  });

  it('ends with what a look is refused, or with the sight lost', async () => {
    const accepted = reply(202, '{"invocation_id":"x"}', { 'retry-after': '0' });
    await withAgent([accepted, reply(404, '{}')], async ({ invoke }) => {
      expect(await invoke()).toMatchObject({ status: 404 });
    });
    await withAgent([accepted, (response) => void response.destroy()], async ({ invoke }) => {
      expect(await invoke()).toMatchObject({
        end: 'broken',
        detail: expect.stringContaining('could not be looked at') as string,
      });
    });
  });

  it('that names no invocation is not looked for', async () => {
    await withAgent([reply(202, '{}')], async ({ invoke, requests }) => {
      expect(await invoke()).toMatchObject({
        end: 'broken',
        detail: expect.stringContaining('named none') as string,
      });
      expect(requests).toHaveLength(1);
    });
  });
});
