import { EventEmitter, on } from 'node:events';

/** One entry that a container or the platform wrote. `status` is the platform's. */
export interface SessionLine {
  at: Date;
  stream: 'stdout' | 'stderr' | 'status';
  message: string;
}

/** The log of a session, which grows while it is read. */
export interface SessionLog {
  push(line: SessionLine): void;
  /** Oldest first. */
  lines(): readonly SessionLine[];
  /** What is written from now on, until the reader has gone away. */
  follow(closed: AbortSignal): AsyncIterable<SessionLine>;
}

export function createSessionLog(lines: SessionLine[] = []): SessionLog {
  const written = new EventEmitter().setMaxListeners(0);
  return {
    push(line) {
      lines.push(line);
      written.emit('line', line);
    },
    lines: () => lines,
    follow(closed) {
      // Listens from this call on, so that no line falls between the tail and the rest.
      const events = on(written, 'line', { signal: closed }) as AsyncIterable<[SessionLine]>;
      return untilClosed(events, closed);
    },
  };
}

async function* untilClosed(
  events: AsyncIterable<[SessionLine]>,
  closed: AbortSignal,
): AsyncGenerator<SessionLine> {
  try {
    for await (const [line] of events) yield line;
  } catch (error) {
    if (!closed.aborted) throw error;
  }
}
