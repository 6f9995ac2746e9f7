import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** One event of a stream: its name, where it has one, and its data as text and as JSON. */
export interface Frame {
  event: string | null;
  text: string;
  /** The data as JSON; undefined where it is none. */
  json: unknown;
}

export interface FrameReader {
  /** Takes the next piece of the stream, split wherever the network split it. */
  feed(chunk: string): void;
  /** Says that no more comes. A last event without its blank line counts all the same. */
  end(): void;
  /** The events so far. */
  frames(): Frame[];
}

/**
 * Reads server-sent events piece by piece. An answer that is no stream of events, such as a JSON body,
 * becomes one frame with all of it when it ends. Never throws.
 */
export function createFrameReader(): FrameReader {
  const frames: Frame[] = [];
  const unread: string[] = [];
  const parser = createParser({
    maxBufferSize: Number.POSITIVE_INFINITY,
    onEvent: (message) => frames.push(toFrame(message)),
    onError: ({ type, line }) => {
      // What is no field of an event is a line of another kind of answer.
      if (type === 'unknown-field' && line !== undefined) unread.push(line);
    },
  });
  return {
    feed(chunk) {
      parser.feed(chunk);
    },
    end() {
      // An end of line and an empty line close the last event, whether or not its own are there.
      parser.feed('\n\n');
      parser.reset({ consume: true });
      if (frames.length === 0 && unread.length > 0) {
        frames.push(toFrame({ data: unread.join('\n') }));
      }
    },
    frames: () => frames,
  };
}

function toFrame({ event, data }: Pick<EventSourceMessage, 'event' | 'data'>): Frame {
  return { event: event ?? null, text: data, json: parseJson(data) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most streams hold lines that are no JSON, such as `[DONE]`: the text stands for itself.
    return undefined;
  }
}
