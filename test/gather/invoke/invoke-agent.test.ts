import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../src/core/verify/attempt.ts';
import { permitInvoke } from '../../../src/gather/invoke/permission.ts';
import { reply, withAgent } from './agent-server.ts';

const words =
  'data: {"type":"assistant.message","data":{"content":"äöü 🦊"}}\n\nevent: done\ndata: {}\n\n';

describe('invokeAgent', () => {
  it('reads a stream that comes byte by byte', async () => {
    await withAgent(
      [
        (response) => {
          response.writeHead(200, {
            'content-type': 'text/event-stream',
            'x-agent-session-id': 's-1',
            'x-agent-invocation-id': 'i-1',
          });
          for (const byte of Buffer.from(words)) response.write(Buffer.of(byte));
          response.end();
        },
      ],
      async ({ invoke, requests }) => {
        const seen: number[] = [];
        const answer = await invoke({ onFrame: (_frame, index) => seen.push(index) });
        expect(answer).toMatchObject({
          status: 200,
          end: 'closed',
          sessionId: 's-1',
          invocationId: 'i-1',
        });
        expect(answer.frames[0]?.text).toContain('äöü 🦊');
        expect(seen).toEqual([0, 1]);
        expect(judgeAnswer(answer).outcome).toBe('answered');
        expect(requests).toHaveLength(1);
      },
    );
  });

  it('tells a broken connection from an end', async () => {
    await withAgent(
      [
        (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write('data: {"type":"session.usage_info"}\n\n', () => response.destroy());
        },
      ],
      async ({ invoke }) => {
        const answer = await invoke();
        expect(answer.end).toBe('broken');
        expect(judgeAnswer(answer).outcome).toBe('cut-off');
      },
    );
  });

  it('cuts off an answer that never ends', async () => {
    await withAgent(
      [(response) => void response.writeHead(200).write('data: {}\n\n')],
      async ({ invoke }) => {
        expect(await invoke({ longestAnswer: 200 })).toMatchObject({ status: 200, end: 'broken' });
      },
    );
  });

  it('follows an accepted invocation to its end', async () => {
    const wait = { 'retry-after': '0' };
    await withAgent(
      [
        reply(202, '{"invocation_id":"x/1"}'),
        reply(202, '{}', wait),
        reply(200, '{"status":"running"}', wait),
        reply(200, '{"status":"completed","output":[{"text":"hi"}]}'),
      ],
      async ({ invoke, requests }) => {
        const answer = await invoke();
        expect(judgeAnswer(answer).outcome).toBe('answered');
        expect(requests.map((line) => line.replace(/^(\w+) .*\/protocols/, '$1 '))).toEqual([
          'POST /invocations?api-version=v1',
          ...Array.from({ length: 3 }, () => 'GET /invocations/x%2F1?api-version=v1'),
        ]);
      },
    );
  });

  it('never repeats a call by itself, and keeps what an error says', async () => {
    await withAgent(
      [
        reply(424, '{"error":{"code":"session_not_ready","message":"not yet"}}', {
          'x-adc-response-details': 'AgentVersionNotReady',
        }),
      ],
      async ({ invoke, requests }) => {
        const attempt = judgeAnswer(await invoke());
        expect(attempt).toMatchObject({ outcome: 'refused', status: 424 });
        expect(attempt.symptoms[0]?.class).toBe('not-ready');
        expect(attempt.detail).toContain('AgentVersionNotReady');
        expect(requests).toHaveLength(1);
      },
    );
    await withAgent([reply(503, '')], async ({ invoke, requests }) => {
      expect((await invoke()).status).toBe(503);
      expect(requests).toHaveLength(1);
    });
  });

  it('follows no redirect, since the yes was for one address', async () => {
    await withAgent([reply(307, '', { location: '/elsewhere' })], async ({ invoke, requests }) => {
      expect(judgeAnswer(await invoke())).toMatchObject({ outcome: 'refused', status: 307 });
      expect(requests).toHaveLength(1);
    });
  });

  it('says why no answer came', async () => {
    const answer = await withAgent([reply(200, '')], async ({ invoke }) => invoke({ ca: '' }));
    expect(answer).toMatchObject({ status: null, frames: [] });
    expect(answer.detail).toContain('certificate');
  });

  it('sends nothing that the permission does not cover', async () => {
    await withAgent([reply(200, words)], async ({ invoke, url, requests }) => {
      const once = permitInvoke({ url }, 1);
      await invoke({ permission: once });
      await expect(invoke({ permission: once })).rejects.toThrow('was not sent');
      await expect(invoke({ permission: { url } })).rejects.toThrow('was not sent');
      expect(requests).toHaveLength(1);
    });
  });

  it('ends at once when it is cancelled', async () => {
    const reason = new Error('enough');
    await withAgent(
      [(response) => void response.writeHead(200).write('data: {}\n\n')],
      async ({ invoke }) => {
        const controller = new AbortController();
        const call = invoke({ signal: controller.signal, onFrame: () => controller.abort(reason) });
        await expect(call).rejects.toBe(reason);
      },
    );
  });
});
