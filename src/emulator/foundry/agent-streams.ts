import { randomUUID } from 'node:crypto';
import type { ModelDenial } from './model-access.ts';

/**
 * What a Copilot SDK agent streams to its caller, frame by frame. HTTP says 200 whatever happens
 * inside: that is what makes the 401 silent.
 */

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const named = (event: string, value: unknown): string => `event: ${event}\n${data(value)}`;

export interface Invocation {
  invocationId: string;
  sessionId: string;
  model: string;
  providerUrl: string;
}

const usage = ({ model }: Invocation): string =>
  data({
    type: 'session.usage_info',
    data: { tokenLimit: 128000, currentTokens: 1184, messagesLength: 3, model },
  });

const turnEnd = data({ type: 'assistant.turn_end', data: {} });

const done = ({ invocationId, sessionId }: Invocation): string =>
  named('done', { invocation_id: invocationId, session_id: sessionId });

/** `errorMessage` is JSON inside a JSON string, as the SDK hands on the body that it got. */
const callFailure = (denial: ModelDenial, message: string): string =>
  data({
    type: 'model.call_failure',
    data: {
      statusCode: denial.status,
      errorMessage: JSON.stringify({ code: denial.code, message }),
    },
  });

const retrying = data({
  type: 'session.info',
  data: { message: 'Request failed (transient_auth_error). Retrying...' },
});

/** The sentence that the container writes at last, to the stream and to its log. */
export const terminalMessage = (denial: ModelDenial, providerUrl: string): string =>
  `Authentication failed with provider at ${providerUrl} (HTTP ${denial.status}). Check your COPILOT_PROVIDER_API_KEY or COPILOT_PROVIDER_BEARER_TOKEN.`;

export function* silentDenial(invocation: Invocation, denial: ModelDenial): Generator<string> {
  yield usage(invocation);
  yield callFailure(denial, denial.message);
  yield retrying;
  yield callFailure(denial, denial.retryMessage);
  yield turnEnd;
  yield data({ type: 'error', message: terminalMessage(denial, invocation.providerUrl) });
  yield done(invocation);
}

/** @param hiccups the denials that a privileged agent gets before the grant is seen everywhere. */
export function* answered(
  invocation: Invocation,
  answer: string,
  hiccups: readonly ModelDenial[],
): Generator<string> {
  yield usage(invocation);
  for (const denial of hiccups) {
    yield callFailure(denial, denial.message);
    yield retrying;
  }
  const messageId = randomUUID();
  yield data({
    type: 'assistant.message_delta',
    data: { messageId, deltaContent: answer },
  });
  yield data({ type: 'assistant.message', data: { messageId, content: answer } });
  yield turnEnd;
  yield done(invocation);
}

/** The same as one body, for who polled until the end. */
export const completedInvocation = (
  { invocationId, sessionId }: Invocation,
  answer: string,
): unknown => ({
  invocation_id: invocationId,
  session_id: sessionId,
  status: 'completed',
  output: [{ type: 'message', content: answer }],
});

export const failedInvocation = (
  { invocationId, sessionId, providerUrl }: Invocation,
  denial: ModelDenial,
): unknown => ({
  invocation_id: invocationId,
  session_id: sessionId,
  status: 'failed',
  error: {
    code: denial.code,
    message: `${denial.message} ${terminalMessage(denial, providerUrl)}`,
  },
});

/** The same through the Responses protocol. */
export function* responsesStream(
  responseId: string,
  outcome: { answer: string } | { denial: ModelDenial },
): Generator<string> {
  const response = { id: responseId, object: 'response', status: 'in_progress' };
  yield named('response.created', { type: 'response.created', sequence_number: 0, response });
  yield named('response.in_progress', {
    type: 'response.in_progress',
    sequence_number: 1,
    response,
  });
  if ('denial' in outcome) {
    const { code, message } = outcome.denial;
    yield named('error', {
      type: 'error',
      sequence_number: 2,
      code: 'server_error',
      message: `(${code}) ${message}\nCode: ${code}\nMessage: ${message}`,
    });
    return;
  }
  yield named('response.output_text.delta', {
    type: 'response.output_text.delta',
    sequence_number: 2,
    delta: outcome.answer,
  });
  yield named('response.completed', {
    type: 'response.completed',
    sequence_number: 3,
    response: completedResponse(responseId, outcome.answer),
  });
}

export const completedResponse = (id: string, answer: string): unknown => ({
  id,
  object: 'response',
  status: 'completed',
  error: null,
  output: [
    {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'output_text', text: answer, annotations: [] }],
    },
  ],
});

export const failedResponse = (id: string, { code, message }: ModelDenial): unknown => ({
  id,
  object: 'response',
  status: 'failed',
  error: { code: 'server_error', message: `(${code}) ${message}` },
  output: [],
});
