import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyStream } from '../../../../src/core/stream/classify-stream.ts';
import { createFrameReader } from '../../../../src/core/stream/frames.ts';
import { readCapturedStream } from '../../../../src/core/stream/read-stream.ts';

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const action = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const denial = data({
  type: 'model.call_failure',
  data: {
    statusCode: 401,
    errorMessage: JSON.stringify({
      code: 'PermissionDenied',
      message: `The principal \`6f6a6a5e-1111-4222-8333-9c0f2f3d4e5f\` lacks the required data action \`${action}\` to perform \`POST /openai/v1/responses\` operation.`,
    }),
  },
});
const usage = data({ type: 'session.usage_info', data: { currentTokens: 10 } });
const retrying = data({
  type: 'session.info',
  data: { message: 'Request failed (transient_auth_error). Retrying...' },
});
const turnEnd = data({ type: 'assistant.turn_end', data: {} });
const terminal = data({
  type: 'error',
  message:
    'Authentication failed with provider at https://contoso.openai.azure.com/ (HTTP 401). Check your COPILOT_PROVIDER_API_KEY.',
});
const done = `event: done\n${data({ invocation_id: 'i', session_id: 's' })}`;
const words = data({ type: 'assistant.message_delta', data: { deltaContent: 'Hello — 世界 🌍' } });

const created = `event: response.created\n${data({ type: 'response.created', response: { status: 'in_progress' } })}`;
const delta = `event: response.output_text.delta\n${data({ type: 'response.output_text.delta', delta: 'Hi' })}`;
const completed = `event: response.completed\n${data({ type: 'response.completed', response: { status: 'completed' } })}`;
const completedBadly = `event: response.completed\n${data({ type: 'response.completed', response: { status: 'failed', error: { code: 'server_error', message: '{"code":"rate_limit_exceeded"}' } } })}`;

const streams: Record<string, [text: string, outcome: string, symptom?: string]> = {
  'a silent 401': [
    usage + denial + retrying + denial + turnEnd + terminal + done,
    'silent-denial',
    'missing-data-action',
  ],
  'an answer': [usage + words + turnEnd + done, 'answered'],
  'a recovery': [
    usage + denial + retrying + words + turnEnd + done,
    'recovered',
    'missing-data-action',
  ],
  'an answer that broke off into a denial': [
    usage + words + denial + turnEnd + done,
    'silent-denial',
    'missing-data-action',
  ],
  'a stream without its end': [usage + words.slice(0, 40), 'cut-off'],
  'words without the end': [usage + words, 'cut-off'],
  'a response': [created + delta + completed, 'answered'],
  'a response of Foundry’s that failed': [created + completedBadly, 'failed', 'quota'],
  'a response’s error event': [
    `${created}event: error\n${data({ sequence_number: 2, code: 'server_error', message: `(PermissionDenied) The principal lacks the required data action ${action} to perform POST /x operation.` })}`,
    'silent-denial',
    'missing-data-action',
  ],
  'a response that stops': [created + delta, 'cut-off'],
  'an error object of azd’s kind': [
    data({ error: { message: 'Principal does not have access to API/Operation.', code: '401' } }),
    'silent-denial',
    'permission-denied',
  ],
  'a failure of another kind': [data({ error: { message: 'boom', code: '500' } }), 'failed'],
  'a protocol of the agent’s own': [data({ hello: 'world' }), 'unclear'],
  'a JSON body': [
    JSON.stringify(
      { object: 'response', status: 'completed', output: [{ type: 'message' }] },
      null,
      1,
    ),
    'answered',
  ],
  'a JSON body with an error': [
    '{"error":{"code":"PermissionDenied","message":"Principal does not have access to API/Operation."}}',
    'silent-denial',
    'permission-denied',
  ],
  nothing: ['', 'unclear'],
};

describe('a stream', () => {
  it.each(Object.entries(streams))('is read whole: %s', (_name, [text, outcome, symptom]) => {
    const verdict = readCapturedStream(text);
    expect([verdict.outcome, verdict.symptoms[0]?.class]).toEqual([outcome, symptom]);
  });

  it('means the same however the network splits it, with CRLF and comments', () => {
    for (const [name, [text, outcome]] of Object.entries(streams)) {
      for (const spelt of [
        text,
        text.replaceAll('\n', '\r\n'),
        text.replaceAll('data:', ': ping\ndata:'),
      ]) {
        const reader = createFrameReader();
        for (const character of spelt) reader.feed(character);
        reader.end();
        // A comment makes a stream of what was a plain body.
        if (spelt.startsWith(':') && !text.startsWith('data:')) continue;
        expect([name, classifyStream(reader.frames(), 'closed').outcome]).toEqual([name, outcome]);
      }
    }
  });

  it('means the same with every split in two', () => {
    const [text, outcome] = streams['a recovery'] ?? ['', ''];
    for (let at = 0; at <= text.length; at += 1) {
      const reader = createFrameReader();
      reader.feed(text.slice(0, at));
      reader.feed(text.slice(at));
      reader.end();
      expect(classifyStream(reader.frames(), 'closed').outcome).toBe(outcome);
    }
  });

  it('takes a huge frame, and a connection that broke', () => {
    const huge = data({ type: 'assistant.message', data: { content: 'x'.repeat(3_000_000) } });
    expect(readCapturedStream(usage + huge + done).outcome).toBe('answered');
    expect(readCapturedStream(usage + huge + done, 'broken').outcome).toBe('cut-off');
    expect(readCapturedStream('', 'broken').outcome).toBe('cut-off');
    expect(readCapturedStream(usage + denial, 'broken').outcome).toBe('silent-denial');
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readCapturedStream(text).roles).toHaveLength(readCapturedStream(text).frames.length);
      }),
    );
  });
});
