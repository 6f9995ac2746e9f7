import { randomUUID } from 'node:crypto';
import { ErrorReply } from './reply.ts';

/** The services behind the one port. Each has its own audience and its own form of error. */
export type Service =
  | 'authority'
  | 'arm'
  | 'graph'
  | 'logAnalytics'
  | 'appInsights'
  | 'foundry'
  | 'models'
  | 'emulator';

type ErrorBody = (code: string, message: string) => unknown;

const armBody: ErrorBody = (code, message) => ({ error: { code, message } });

const logsBody: ErrorBody = (code, message) => ({
  error: { message, code, correlationId: randomUUID() },
});

const errorBodies: Record<Service, ErrorBody> = {
  authority: (code, message) => ({
    error: code,
    error_description: message,
    error_codes: [],
    timestamp: '',
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  }),
  arm: armBody,
  graph: (code, message) => ({
    error: {
      code,
      message,
      innerError: {
        'request-id': randomUUID(),
        'client-request-id': randomUUID(),
      },
    },
  }),
  logAnalytics: logsBody,
  appInsights: logsBody,
  foundry: armBody,
  models: armBody,
  emulator: armBody,
};

/** An error in the form that the service gives its errors. */
export const serviceError = (
  service: Service,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): ErrorReply => new ErrorReply(status, errorBodies[service](code, message), headers);
