import { addAbortSignal, type Readable } from 'node:stream';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { StreamEnd } from '../../core/stream/classify-stream.ts';
import { createFrameReader, type Frame } from '../../core/stream/frames.ts';

/** Told of every frame as it comes. */
export type FrameWatcher = (frame: Frame, index: number) => void;

/** A body longer than this is cut off: no answer of an agent is, and memory is finite. Characters. */
const longestBody = 32 * 1024 * 1024;

/**
 * Reads a body to its end, whatever it is: a stream of events, JSON, or text. A connection that
 * breaks, or a time that runs out, ends it as broken with the frames so far. Never throws.
 */
export async function readAnswer(
  response: PipelineResponse,
  limit: AbortSignal,
  onFrame: FrameWatcher | undefined,
): Promise<{ frames: Frame[]; end: StreamEnd }> {
  const reader = createFrameReader();
  let told = 0;
  const tell = (): void => {
    for (const frame of reader.frames().slice(told)) onFrame?.(frame, told++);
  };
  const end = await readAll(response, limit, (text) => {
    reader.feed(text);
    tell();
  });
  reader.end();
  tell();
  return { frames: reader.frames(), end };
}

async function readAll(
  { readableStreamBody, bodyAsText }: PipelineResponse,
  limit: AbortSignal,
  take: (text: string) => void,
): Promise<StreamEnd> {
  if (readableStreamBody === undefined) {
    take(bodyAsText ?? '');
    return 'closed';
  }
  const decoder = new TextDecoder();
  let length = 0;
  try {
    for await (const chunk of addAbortSignal(limit, readableStreamBody as Readable)) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      length += text.length;
      if (length > longestBody) return 'broken';
      take(text);
    }
    take(decoder.decode());
    return 'closed';
  } catch {
    // What broke the connection says nothing about the agent; that it broke is what counts.
    return 'broken';
  }
}
