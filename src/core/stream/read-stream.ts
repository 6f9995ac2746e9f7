import { classifyStream, type StreamEnd, type StreamVerdict } from './classify-stream.ts';
import { createFrameReader, type Frame } from './frames.ts';

/** A whole stream that was captured to a file or a clipboard, read at once. */
export function readCapturedStream(
  text: string,
  end: StreamEnd = 'closed',
): StreamVerdict & { frames: Frame[] } {
  const reader = createFrameReader();
  reader.feed(text);
  reader.end();
  const frames = reader.frames();
  return { frames, ...classifyStream(frames, end) };
}
