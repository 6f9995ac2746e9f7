/** One request that the server got, for benches and tests. Times are milliseconds since start. */
export interface RequestRecord {
  method: string;
  /** Path with its query, as sent. */
  path: string;
  /** As sent; empty where there is none. */
  body: string;
  /** 0 where the connection was cut before an answer. */
  status: number;
  startMs: number;
  /** When the answer was ready to be sent; NaN until then, and where the client left before. */
  endMs: number;
  /** UPN or client id of the caller; null where no valid token came. */
  caller: string | null;
}
