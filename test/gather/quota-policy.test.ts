import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { quotaPolicy } from '../../src/gather/pipeline/quota-policy.ts';

const graph = 'https://arm.example/providers/Microsoft.ResourceGraph/resources?api-version=x';
const accounts = 'https://arm.example/subscriptions/s1/providers/x/accounts';
const elsewhere = 'https://arm.example/subscriptions/s2/providers/x/accounts';

type Headers = Record<string, string>;

/** Sends one request after another through one policy, each answered with its headers. */
function pipeline() {
  const policy = quotaPolicy();
  const sent: string[] = [];
  const send = (url: string, headers: Headers = {}, status = 200, abortSignal?: AbortSignal) => {
    const request = createPipelineRequest({ url, ...(abortSignal && { abortSignal }) });
    return policy.sendRequest(request, async (passed): Promise<PipelineResponse> => {
      sent.push(passed.url);
      return { request: passed, status, headers: createHttpHeaders(headers) };
    });
  };
  return { sent, send };
}

/** Whether a request waits: it is given a moment, then cancelled, which ends a wait and nothing else. */
async function waits({ send, sent }: ReturnType<typeof pipeline>, url: string): Promise<boolean> {
  const controller = new AbortController();
  const before = sent.length;
  const sending = send(url, {}, 200, controller.signal).catch((error: unknown) => error);
  await new Promise(setImmediate);
  controller.abort();
  const answer = await sending;
  expect(answer instanceof Error).toBe(sent.length === before);
  return sent.length === before;
}

describe('the quota of Resource Graph', () => {
  it('that is used up is waited for, and by queries only', async () => {
    const pipe = pipeline();
    await pipe.send(graph, {
      'x-ms-user-quota-remaining': '0',
      'x-ms-user-quota-resets-after': '00:05:00',
    });
    expect(await waits(pipe, graph)).toBe(true);
    expect(await waits(pipe, accounts)).toBe(false);
  });

  it.each([
    [{ 'x-ms-user-quota-remaining': '1', 'x-ms-user-quota-resets-after': '00:05:00' }],
    [{ 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:00' }],
    [{ 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': 'soon' }],
    [{}],
  ] as Headers[][])('%o keeps nobody waiting', async (headers) => {
    const pipe = pipeline();
    await pipe.send(graph, headers);
    expect(await waits(pipe, graph)).toBe(false);
  });

  it('gives a refusal the Retry-After that it lacks, so that it is tried again', async () => {
    const { send } = pipeline();
    const refused = await send(graph, { 'x-ms-user-quota-resets-after': '00:00:04' }, 429);
    expect(refused.headers.get('retry-after')).toBe('4');
    const told = await send(accounts, { 'x-ms-user-quota-resets-after': '00:00:04' }, 429);
    expect(told.headers.has('retry-after')).toBe(false);
  });
});

describe('the reads that ARM has left', () => {
  it('run short in one subscription: its reads slow down, and no others', async () => {
    const pipe = pipeline();
    await pipe.send(accounts, { 'x-ms-ratelimit-remaining-subscription-reads': '3' });
    expect(await waits(pipe, accounts)).toBe(true);
    expect(await waits(pipe, elsewhere)).toBe(false);
    await pipe.send(accounts, { 'x-ms-ratelimit-remaining-subscription-reads': '200' });
    expect(await waits(pipe, accounts)).toBe(false);
  });

  it('run short for the tenant: all reads slow down', async () => {
    const pipe = pipeline();
    await pipe.send('https://arm.example/subscriptions?x', {
      'x-ms-ratelimit-remaining-tenant-reads': '0',
    });
    expect(await waits(pipe, accounts)).toBe(true);
    expect(await waits(pipe, graph)).toBe(false);
  });
});
