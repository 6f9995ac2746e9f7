import { createHttpHeaders, createPipelineRequest, RestError } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ThrottledError } from '../../src/gather/errors/failure.ts';
import { toUnknown } from '../../src/gather/errors/to-unknown.ts';

const request = createPipelineRequest({ url: 'https://management.example/x?sig=topsecretvalue' });

function answered(status: number, body: unknown, headers: Record<string, string> = {}): RestError {
  const response = {
    ...{ request, status, headers: createHttpHeaders(headers) },
    bodyAsText: typeof body === 'string' ? body : JSON.stringify(body),
  };
  return new RestError(`HTTP ${status}`, { statusCode: status, request, response });
}

const failing = (error: unknown, cancelled = false) =>
  toUnknown(error, { what: 'the account shop', cancelled });

describe('toUnknown', () => {
  it('names the right that ARM says is missing, and where', () => {
    const fact = failing(
      answered(403, {
        error: {
          code: 'AuthorizationFailed',
          message:
            "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/read' over scope '/subscriptions/s' or the scope is invalid.",
        },
      }),
    );
    expect(fact.reason).toBe('refused');
    expect(fact.detail).toContain(
      'you lack Microsoft.CognitiveServices/accounts/read at /subscriptions/s',
    );
  });

  it('says how long to wait, from the header or from the policy that would not wait', () => {
    const told = failing(answered(429, '', { 'retry-after': '17' }));
    expect(told).toMatchObject({ reason: 'throttled' });
    expect(told.detail).toContain('17 s');
    expect(failing(new ThrottledError(429, 42))).toMatchObject({ reason: 'throttled' });
  });

  it('tells a sign-in service that cannot answer from nobody being signed in', () => {
    const signIn = (message: string, more: object = {}) =>
      failing(Object.assign(new Error(message), { name: 'AuthenticationRequiredError', ...more }));
    for (const fact of [
      signIn(
        'ServiceUnavailable: Error(s):  - Description: The service is temporarily unavailable.',
      ),
      signIn('temporarily_unavailable: AADSTS90033: A transient error has occurred.'),
      signIn('Authentication failed.', { name: 'AuthenticationError', statusCode: 503 }),
    ]) {
      expect(fact).toMatchObject({ reason: 'server-error' });
      expect(fact.detail).toMatch(
        /^The sign-in service did not answer.*: try again in a minute\.$/,
      );
    }
    for (const message of [
      'invalid_client: AADSTS7000215: Invalid client secret provided.',
      'ERROR: Please run az login to setup account.',
    ]) {
      expect(signIn(message, { statusCode: 401 }).reason).toBe('not-signed-in');
    }
  });

  it.each([
    [answered(404, { error: { code: 'ResourceNotFound', message: 'gone' } }), 'not-found'],
    [answered(500, 'oops'), 'server-error'],
    [answered(400, { error: { code: 'InvalidFilter', message: 'no' } }), 'server-error'],
    [new RestError('x', { code: 'ECONNREFUSED', request }), 'unreachable'],
    [new RestError('x', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', request }), 'unreachable'],
    [new RestError('socket hang up', { code: 'ECONNRESET', request }), 'cut-off'],
    [
      new RestError('Error reading response as text: aborted', { code: 'PARSE_ERROR', request }),
      'cut-off',
    ],
    [new RestError('Unexpected token', { code: 'PARSE_ERROR', request }), 'malformed'],
    [z.string().safeParse(1).error, 'malformed'],
    [new Error('outer', { cause: answered(404, '') }), 'not-found'],
    ['not even an error', 'server-error'],
  ])('%s is %s', (error, reason) => {
    expect(failing(error).reason).toBe(reason);
  });

  it('names the host that cannot be reached, and the certificate where that is why', () => {
    const refused = failing(new RestError('x', { code: 'ECONNREFUSED', request }));
    expect(refused.detail).toContain('management.example could not be reached');
    const untrusted = failing(new RestError('x', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', request }));
    expect(untrusted.detail).toContain('certificate');
  });

  it('is one line without secrets, however much the service says', () => {
    const fact = failing(
      answered(500, {
        error: { code: 'X', message: `api-key: abcdefgh12345\nstack\n${'y'.repeat(999)}` },
      }),
    );
    expect(fact.detail).not.toMatch(/abcdefgh12345|stack|\n/);
  });

  it('tells the human’s own cancellation from a request that took too long', () => {
    const abort = Object.assign(new Error('aborted'), { name: 'AbortError' });
    expect(failing(abort, true).reason).toBe('cancelled');
    expect(failing(abort, false).reason).toBe('unreachable');
  });

  it('says how to sign in, with Entra’s own reason where there is one', () => {
    const unavailable = Object.assign(new Error('Please run az login'), {
      name: 'CredentialUnavailableError',
    });
    const chain = Object.assign(new AggregateError([unavailable], 'none worked'), {
      name: 'AggregateAuthenticationError',
    });
    expect(failing(chain)).toMatchObject({ reason: 'not-signed-in' });
    expect(failing(chain).detail).toContain('az login');
    const wrongSecret = Object.assign(
      new Error('invalid_client: AADSTS7000215: Invalid client secret provided.\nTrace ID: 1'),
      { name: 'AuthenticationRequiredError' },
    );
    expect(failing(wrongSecret).detail).toContain('AADSTS7000215: Invalid client secret provided.');
    expect(failing(wrongSecret).detail).not.toContain('Trace ID');
    const offline = Object.assign(new Error('getaddrinfo ENOTFOUND login.example'), {
      name: 'AuthenticationError',
    });
    expect(failing(offline)).toMatchObject({ reason: 'unreachable' });
    expect(failing(offline).detail).toContain('ENOTFOUND');
  });
});
