import { addAbortSignal, type Readable } from 'node:stream';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { linesOf } from '../../core/session-log/log-lines.ts';
import type { LogEnd, LogLine } from '../../core/facts/session-log.ts';
import { createFrameReader } from '../../core/stream/frames.ts';
import type { LogLimits } from './request.ts';

/** How a log that is being read may be ended from outside. */
export interface LogReading {
  limits: LogLimits;
  /** Where silence is no end. */
  follow: boolean;
  /** Ends the request as well: what an end here aborts. */
  controller: AbortController;
  /** Why the controller was aborted by somebody else, once it was. */
  stoppedBy: () => LogEnd | null;
  onLine: ((line: LogLine) => void) | undefined;
}

/**
 * Reads a log to its end, whichever comes first: the service closes it, nothing more comes, or a limit
 * is reached. A connection that breaks ends it as broken off, with the lines so far. Never throws.
 */
export async function readLogStream(
  response: PipelineResponse,
  reading: LogReading,
): Promise<{ lines: LogLine[]; end: LogEnd }> {
  const { limits, onLine } = reading;
  const frames = createFrameReader();
  const lines: LogLine[] = [];
  let told = 0;
  /** Says whether there is room for more. */
  const take = (): boolean => {
    const fresh = frames.frames().slice(told);
    told += fresh.length;
    for (const line of fresh.flatMap(linesOf)) {
      if (lines.length >= limits.mostLines) return false;
      lines.push(line);
      onLine?.(line);
    }
    return true;
  };
  const end = await readChunks(response, reading, (text) => {
    frames.feed(text);
    return take();
  });
  frames.end();
  return { lines, end: take() ? end : 'too-long' };
}

async function readChunks(
  { readableStreamBody, bodyAsText }: PipelineResponse,
  { limits, follow, controller, stoppedBy }: LogReading,
  take: (text: string) => boolean,
): Promise<LogEnd> {
  if (readableStreamBody === undefined) {
    return take(bodyAsText ?? '') ? 'complete' : 'too-long';
  }
  const body = addAbortSignal(controller.signal, readableStreamBody as Readable);
  const decoder = new TextDecoder();
  let length = 0;
  let ended: LogEnd | null = null;
  let silence: NodeJS.Timeout | undefined;
  let began: number | null = null;
  const listen = (): void => {
    if (follow) return;
    clearTimeout(silence);
    const { idle, sinceFirst = Infinity } = limits;
    const left = began === null ? idle : began + sinceFirst - performance.now();
    silence = setTimeout(
      () => {
        // Who wrote until just now has been interrupted; a longer silence is an end.
        ended = left < idle / 2 ? 'time-over' : 'complete';
        controller.abort();
      },
      Math.max(0, Math.min(idle, left)),
    );
  };
  try {
    listen();
    for await (const chunk of body) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      length += text.length;
      if (length > limits.mostCharacters || !take(text)) return 'too-long';
      if (!saysSomething(text)) continue;
      began ??= performance.now();
      listen();
    }
    return take(decoder.decode()) ? 'complete' : 'too-long';
  } catch {
    // What broke the connection says nothing about the agent; who ended it does.
    return ended ?? stoppedBy() ?? 'broken-off';
  } finally {
    clearTimeout(silence);
    controller.abort();
  }
}

/** Comments keep a connection alive and tell nothing. */
function saysSomething(text: string): boolean {
  return text.split(/[\r\n]/).some((line) => line !== '' && !line.startsWith(':'));
}
