/** What a handler answers: JSON, or a stream of text chunks such as server-sent events. */
export type Reply =
  | { kind: 'json'; status: number; headers?: Record<string, string>; body: unknown }
  | { kind: 'empty'; status: number; headers?: Record<string, string> }
  | {
      kind: 'stream';
      status: number;
      headers: Record<string, string>;
      chunks: Iterable<string>;
    };

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
  kind: 'json',
  status,
  headers,
  body,
});

export const empty = (status: number): Reply => ({ kind: 'empty', status });

export const eventStream = (chunks: Iterable<string>, headers: Record<string, string>): Reply => ({
  kind: 'stream',
  status: 200,
  headers: {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...headers,
  },
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
