/**
 * What a handler answers: JSON, or a stream of text chunks such as server-sent events. A live one goes
 * on until its reader has gone away, which the signal says.
 */
export type Reply =
  | { kind: 'json'; status: number; headers?: Record<string, string>; body: unknown }
  | { kind: 'empty'; status: number; headers?: Record<string, string> }
  | {
      kind: 'stream';
      status: number;
      headers: Record<string, string>;
      chunks: Iterable<string>;
    }
  | {
      kind: 'live';
      status: number;
      headers: Record<string, string>;
      chunks: (closed: AbortSignal) => AsyncIterable<string>;
    };

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  kind: 'json',
  status,
  headers,
  body,
});

export const empty = (status: number): Reply => ({ kind: 'empty', status });

const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
};

export const eventStream = (chunks: Iterable<string>, headers: Record<string, string>): Reply => ({
  kind: 'stream',
  status: 200,
  headers: { ...eventHeaders, ...headers },
  chunks,
});

export const liveStream = (chunks: (closed: AbortSignal) => AsyncIterable<string>): Reply => ({
  kind: 'live',
  status: 200,
  headers: eventHeaders,
  chunks,
});

/** An answer other than success, thrown by whatever notices it. The body is already the wire's. */
export class ErrorReply extends Error {
  readonly reply: Reply;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`HTTP ${status}`);
    this.reply = json(body, status, headers);
  }
}
