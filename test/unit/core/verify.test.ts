import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCapturedStream } from '../../../src/core/stream/read-stream.ts';
import { judgeAnswer, judgeCaptured, type Attempt } from '../../../src/core/verify/attempt.ts';
import { foldFrames } from '../../../src/core/verify/fold-frames.ts';
import { mayPass } from '../../../src/core/verify/repeat.ts';
import { renderVerification } from '../../../src/core/verify/text.ts';
import { toVerification } from '../../../src/core/verify/verification.ts';

const at = '2026-01-01T00:00:00.000Z';
const denial =
  'data: {"type":"model.call_failure","data":{"statusCode":401,"errorMessage":"{\\"code\\":\\"PermissionDenied\\",\\"message\\":\\"The principal lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/responses/write to perform POST /openai/v1/responses operation.\\"}"}}\n\n';
const delta = (text: string): string =>
  `data: {"type":"assistant.message_delta","data":{"deltaContent":"${text}"}}\n\n`;
const done = 'event: done\ndata: {}\n\n';

const captured = (text: string): Attempt => judgeCaptured(readCapturedStream(text).frames, at);

function answered(status: number | null, text: string): Attempt {
  const { frames } = readCapturedStream(text);
  const ids = { sessionId: null, invocationId: null };
  return judgeAnswer({
    ...{ startedAt: at, durationMs: 1, detail: null, end: 'closed' },
    ...ids,
    status,
    frames,
  });
}

describe('judgeAnswer', () => {
  it('tells a refusal at the door from one inside the stream', () => {
    const body = '{"error":{"code":"PermissionDenied","message":"Principal does not have access"}}';
    expect(answered(401, body)).toMatchObject({
      outcome: 'refused',
      frames: [{ role: 'failure', count: 1 }],
    });
    expect(answered(200, denial + done).outcome).toBe('silent-denial');
    expect(answered(null, '').outcome).toBe('no-answer');
  });

  it('holds no secret', () => {
    const token = `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`;
    const text = `data: {"type":"error","message":"HTTP 401 for Bearer ${token}"}\n\n`;
    expect(JSON.stringify(captured(text))).not.toContain(token);
  });
});

describe('mayPass', () => {
  it('repeats denials and what is not ready, and nothing else', () => {
    const again = (status: number | null, text: string) => mayPass(answered(status, text));
    expect([again(200, denial + done), again(424, '{}'), again(503, '{}')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([
      again(200, denial + delta('hi') + done),
      again(401, '{}'),
      again(403, '{}'),
      again(200, 'data: {"type":"error","message":"the tool broke"}\n\n'),
      again(null, ''),
    ]).toEqual([false, false, false, false, false]);
  });
});

describe('the endpoint’s own codes', () => {
  const refused = (status: number, code: string) =>
    judgeAnswer({
      ...{ startedAt: at, durationMs: 1, end: 'closed', status },
      ...{ sessionId: null, invocationId: null },
      detail: `HTTP ${status}, x-adc-response-details: ${code}`,
      frames: readCapturedStream('{"error":{"code":"x","message":"not available"}}').frames,
    });

  it.each([
    [502, 'ReadinessTimeout', true, 'was not ready in time'],
    [504, 'ProxyTimeout', false, 'took too long'],
    [502, 'SandboxIdle', true, 'was paused'],
    [404, 'SandboxNotFound', true, 'is no more'],
    [429, 'QuotaExceeded', false, 'no session left'],
    [429, 'RegionalQuotaExceeded', false, 'no capacity left'],
    [424, 'AgentVersionNotReady', true, 'was not ready'],
    [424, 'AgentVersionProvisioningFailed', false, 'could not be provisioned'],
    [502, 'SomethingNew', true, 'REFUSED'],
    [404, 'SomethingNew', false, 'REFUSED'],
  ])('%i %s', (status, code, passes, words) => {
    const attempt = refused(status, code);
    expect(mayPass(attempt)).toBe(passes);
    expect(renderVerification(toVerification(null, null, [attempt]))).toContain(words);
  });
});

describe('foldFrames', () => {
  it('keeps every frame in a count, and every failure apart', () => {
    const stream = fc.array(fc.constantFrom(denial, delta('a'), delta('b'), done));
    fc.assert(
      fc.property(stream, (parts) => {
        const { frames, roles } = readCapturedStream(parts.join(''));
        const folded = foldFrames(frames, roles);
        const failures = folded.filter(({ role }) => role === 'failure');
        expect(folded.reduce((sum, { count }) => sum + count, 0)).toBe(parts.length);
        expect(failures.length).toBe(parts.filter((part) => part === denial).length);
      }),
    );
  });

  it('keeps a huge frame short', () => {
    const { frames, roles } = readCapturedStream(`data: ${'x'.repeat(1_000_000)}\n\n`);
    expect(foldFrames(frames, roles)[0]?.text.length).toBeLessThan(500);
  });
});

describe('renderVerification', () => {
  const render = (...attempts: Attempt[]) =>
    renderVerification(toVerification(null, null, attempts));

  it('says what was refused, and what comes next', () => {
    const text = render(captured(denial + done));
    expect(text).toMatch(/^SILENT DENIAL: /);
    expect(text).toContain('action: Microsoft.CognitiveServices/accounts/OpenAI/responses/write');
    expect(text).toContain('Next: Diagnose the agent');
  });

  it('says when a denial proves nothing yet', () => {
    const attempts = [captured(denial + done)];
    const fresh = renderVerification(toVerification(null, { kind: 'grant', at }, attempts));
    expect(fresh).toContain(`sure to work everywhere only from ${at}`);
  });

  it('gives no advice where all is well', () => {
    expect(render(captured(denial + delta('hi') + done))).not.toContain('Next:');
  });
});
