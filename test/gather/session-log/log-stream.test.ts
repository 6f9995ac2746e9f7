import { PassThrough, Readable } from 'node:stream';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEnd } from '../../../src/core/facts/session-log.ts';
import { readLogStream, type LogReading } from '../../../src/gather/session-log/log-stream.ts';

const limits = { idle: 200, longest: 10_000, mostCharacters: 1_000_000, mostLines: 100 };

interface Options extends Partial<LogReading['limits']> {
  follow?: boolean;
  stoppedBy?: LogEnd;
}

function read(chunks: Iterable<unknown> | AsyncIterable<unknown>, options: Options = {}) {
  const { follow = false, stoppedBy = null, ...changed } = options;
  const controller = new AbortController();
  const seen: string[] = [];
  const body = chunks instanceof Readable ? chunks : Readable.from(chunks);
  const response = { readableStreamBody: body } as unknown as PipelineResponse;
  const reading = readLogStream(response, {
    ...{ follow, controller, limits: { ...limits, ...changed } },
    stoppedBy: () => stoppedBy,
    onLine: ({ text }) => seen.push(text),
  });
  return { controller, seen, reading };
}

const frame = (message: string) =>
  `event: log\ndata: ${JSON.stringify({ timestamp: 1773135197, stream: 'stdout', message })}\n\n`;

/** Gives these pieces, and then nothing for ever, as a connection does that stays open. */
function openEnded(...pieces: string[]): Readable {
  const body = new PassThrough();
  for (const piece of pieces) body.write(piece);
  return body;
}

describe('readLogStream', () => {
  it('reads the same lines from any pieces, told one by one', async () => {
    const bytes = Buffer.from(`: hello\r\n\r\n${frame('äöü 🦊')}${frame('second')}`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const { seen, reading } = read(pieces);
        const { lines, end } = await reading;
        expect([lines.map(({ text }) => text), end]).toEqual([['äöü 🦊', 'second'], 'complete']);
        expect(seen).toEqual(['äöü 🦊', 'second']);
      }),
      { numRuns: 50 },
    );
    const single = read(Array.from(bytes, (byte) => Buffer.of(byte)));
    expect((await single.reading).lines).toHaveLength(2);
  });

  it('takes silence for the end of a log that is not followed', async () => {
    const { lines, end } = await read(openEnded(frame('one'))).reading;
    expect([lines.length, end]).toEqual([1, 'complete']);
  });

  it('takes comments for silence', async () => {
    async function* pings() {
      yield Buffer.from(frame('one'));
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield Buffer.from(': ping\n\n');
      }
    }
    expect((await read(pings()).reading).end).toBe('complete');
  });

  it('does not wait for a log that goes on with new lines', async () => {
    async function* talkative() {
      for (let line = 1; ; line += 1) {
        yield Buffer.from(frame(`line ${line}`));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    const { lines, end } = await read(talkative(), { sinceFirst: 200 }).reading;
    expect(end).toBe('time-over');
    expect(lines[0]?.text).toBe('line 1');
    const quiet = read(openEnded(frame('one')), { sinceFirst: 200 });
    expect((await quiet.reading).end).toBe('complete');
  });

  it('waits in a log that is followed, until somebody stops', async () => {
    const { controller, reading, seen } = read(openEnded(frame('one')), {
      ...{ follow: true, stoppedBy: 'stopped', idle: 1 },
    });
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect((await reading).end).toBe('stopped');
  });

  it('tells a connection that broke, with the lines before', async () => {
    async function* breaking() {
      yield Buffer.from(`${frame('one')}event: log\ndata: {"mess`);
      throw new Error('ECONNRESET');
    }
    const { lines, end } = await read(breaking()).reading;
    expect([lines.map(({ text }) => text), end]).toEqual([['one', '{"mess'], 'broken-off']);
  });

  it('ends a log that has too many lines, or one without an end', async () => {
    const many = await read(Array.from({ length: 200 }, (_one, n) => Buffer.from(frame(`${n}`))))
      .reading;
    expect([many.lines.length, many.end]).toEqual([100, 'too-long']);
    async function* endless() {
      yield Buffer.from('data: ');
      for (;;) yield Buffer.alloc(100_000, 'x');
    }
    const huge = await read(endless()).reading;
    expect(huge.end).toBe('too-long');
    expect(huge.lines[0]?.text.length).toBeLessThan(40_000);
  });
});
