import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../../src/core/session-log/log-lines.ts';
import { createFrameReader } from '../../../../src/core/stream/frames.ts';

const at = '2026-03-10T09:33:17.121Z';

/** The lines of a body that comes in these pieces. */
function read(...pieces: string[]) {
  const reader = createFrameReader();
  for (const piece of pieces) reader.feed(piece);
  reader.end();
  return reader.frames().flatMap(linesOf);
}

const frame = (data: unknown) => `event: log\ndata: ${JSON.stringify(data)}\n\n`;

describe('the lines of a frame', () => {
  it.each([
    ['an entry', { timestamp: at, stream: 'stderr', message: 'no\r\n' }, at, 'stderr', 'no'],
    ['several lines', { timestamp: at, stream: 'stdout', message: 'a\r\nb' }, at, 'stdout', 'a\nb'],
    ['seconds', { timestamp: 1773135197, stream: 'STATUS', message: 'up' }, at, 'status', 'up'],
    ['milliseconds', { timestamp: Date.parse(at), message: 'x' }, at, 'other', 'x'],
    [
      'colours',
      { timestamp: at, message: '\u001b[31mred\u001b[0m \u001b]8;;x\u0007!' },
      at,
      'other',
      'red !',
    ],
    ['no time', { timestamp: 'yesterday', stream: 'stdout', message: 'x' }, null, 'stdout', 'x'],
    [
      'a state of the session',
      { timestamp: at, session_id: 's', session_state: 'Running', version: 3, last_accessed: at },
      at,
      'session',
      `Running, version 3, used last at ${at}`,
    ],
    ['an error', { error: { code: 'x' } }, null, 'other', '{"error":{"code":"x"}}'],
    ['a text', 'plain', null, 'other', 'plain'],
    ['a list', [1], null, 'other', '[1]'],
  ] as const)('reads %s', (_what, data, time, stream, text) => {
    const [line, ...others] = read(frame(data));
    const sameSecond = (value: string | null) => value?.slice(0, 19) ?? null;
    expect(others).toEqual([]);
    expect({ ...line, at: sameSecond(line?.at ?? null) }).toEqual({
      ...{ at: sameSecond(time), stream, text },
    });
  });

  it('shows what is neither JSON nor a stream of events, line by line', () => {
    expect(read(`first\r\n${JSON.stringify({ stream: 'stderr', message: 'second' })}\r\n`)).toEqual(
      [
        { at: null, stream: 'other', text: 'first' },
        { at: null, stream: 'stderr', text: 'second' },
      ],
    );
  });

  it('redacts before it cuts', () => {
    const key = 'A'.repeat(84);
    const [line] = read(frame({ stream: 'stdout', message: `${'x'.repeat(32_760)} ${key} ` }));
    expect(line?.text).not.toContain('AAAA');
    const [long] = read(frame({ stream: 'stdout', message: 'y '.repeat(500_000) }));
    expect(long?.text.length).toBeLessThan(33_000);
    expect(long?.text).toMatch(/… \(999999 characters in all\)$/);
  });
});

const body = [
  ': a comment\n\n',
  frame({ timestamp: at, stream: 'stdout', message: 'äöü 🦊' }),
  'data: not JSON\n\n',
  frame({ timestamp: at, session_state: 'Running' }),
].join('');

describe('a log', () => {
  const whole = read(body);

  it('is the same however it is split, and with CRLF', () => {
    expect(whole.map(({ text }) => text)).toEqual(['äöü 🦊', 'not JSON', 'Running']);
    expect(read(...body)).toEqual(whole);
    const withCrLf = body.replaceAll('\n', '\r\n');
    for (const text of [body, withCrLf]) {
      for (let split = 0; split <= text.length; split++) {
        expect(read(text.slice(0, split), text.slice(split))).toEqual(whole);
      }
    }
  });

  it('keeps its last line without an end', () => {
    expect(read(body.trimEnd())).toEqual(whole);
  });

  it('loses no text, whatever the payload is', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const lines = read(`data: ${json}\n\n`);
        expect(lines).toHaveLength(1);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z {}[\]"]{1,20}$/)), (texts) => {
        const shown = texts.filter((text) => text.trim() !== '');
        const lines = read(shown.map((text) => `data: ${text}\n\n`).join(''));
        expect(lines).toHaveLength(shown.length);
      }),
    );
  });
});
