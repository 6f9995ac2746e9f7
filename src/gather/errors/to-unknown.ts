import * as z from 'zod';
import type { Unknown, UnknownReason } from '../../core/facts/fact.ts';
import { unknown } from '../fact.ts';
import { codeOf, errorChain, serviceAnswer, statusOf, type ServiceAnswer } from './error-parts.ts';
import { ReadFailure, ThrottledError } from './failure.ts';
import { readSignInError } from './sign-in-error.ts';

export interface FailedRead {
  /** What was to be read, as it stands in a sentence: "account shop", "the role assignments of …". */
  what: string;
  source?: string | undefined;
  /** True where the human cancelled: an abort is then theirs and no time-out. */
  cancelled: boolean;
}

interface Classified {
  reason: UnknownReason;
  detail: string;
}

/** Node's and OpenSSL's codes for a host that cannot be spoken to. */
const unreachableCodes =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

const certificateCodes = /CERT|UNABLE_TO_|TLS/;

/** A connection that ended before its answer did. */
const cutOffCodes = /^(?:ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|REQUEST_SEND_ERROR)$/;

/** Codes of a 401 that is about the token itself, after a new one was refused as well. */
const signInCodes = /^(?:Expired|Invalid)AuthenticationToken(?:Tenant)?$/i;

/** How services say that they are closed to the network that the request came from. */
const networkClosed =
  /public (?:network )?access is disabled|private endpoint|virtual network\/firewall rules/i;

/** Names that `@azure/identity` and MSAL give to the errors of a sign-in. */
const signInErrors =
  /^(?:CredentialUnavailableError|AuthenticationError|AggregateAuthenticationError|AuthenticationRequiredError|ClientAuthError|ServerError|InteractionRequiredAuthError)$/;

/**
 * The one place where a failed read becomes a fact: unknown, with a reason and one redacted sentence
 * that says what happened and, where it is known, what to do.
 */
export function toUnknown(error: unknown, read: FailedRead): Unknown {
  const { reason, detail } = classify(error, read);
  return unknown(reason, detail, read.source);
}

function classify(error: unknown, { what, cancelled }: FailedRead): Classified {
  const chain = errorChain(error);
  if (cancelled) return { reason: 'cancelled', detail: `Reading ${what} was cancelled.` };
  for (const part of chain) {
    const found = classifyPart(part, what);
    if (found) return found;
  }
  const message = chain[0]?.message ?? String(error);
  return {
    reason: 'server-error',
    detail: `Reading ${what} failed: ${firstLine(message)}`,
  };
}

function classifyPart(error: Error, what: string): Classified | null {
  if (error instanceof ReadFailure) return { reason: error.reason, detail: error.message };
  if (error instanceof ThrottledError) return throttled(what, error.retryAfterSeconds);
  if (error instanceof z.ZodError) return { reason: 'malformed', detail: wrongShape(error, what) };
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return {
      reason: 'unreachable',
      detail: `Reading ${what} took too long and was given up; try again.`,
    };
  }
  const status = statusOf(error);
  if (signInErrors.test(error.name)) return signInFailure(error, what);
  if (status !== null && status >= 400) return byStatus(status, serviceAnswer(error), what);
  return byTransport(error, what);
}

function byTransport(error: Error, what: string): Classified | null {
  const code = codeOf(error);
  if (code === 'PARSE_ERROR') {
    return error.message.startsWith('Error reading response')
      ? cutOff(what)
      : { reason: 'malformed', detail: `The answer for ${what} is not valid JSON.` };
  }
  if (code !== null && unreachableCodes.test(code)) return unreachable(error, code, what);
  return code !== null && cutOffCodes.test(code) ? cutOff(what) : null;
}

function byStatus(status: number, answer: ServiceAnswer, what: string): Classified {
  const { code } = answer;
  const label = code === null || code === String(status) ? String(status) : `${status} ${code}`;
  const said = firstLine(answer.message);
  if (status === 401 && code !== null && signInCodes.test(code)) {
    return {
      reason: 'not-signed-in',
      detail: `Azure did not take your sign-in for ${what} (${label}): ${said} Sign in again, then try again.`,
    };
  }
  if (status === 403 && networkClosed.test(answer.message)) {
    return {
      reason: 'unreachable',
      detail: `The network keeps you from ${what} (${label}): ${said} Ask from inside its virtual network or from an allowed address; no role opens it.`,
    };
  }
  if (status === 401 || status === 403) {
    return { reason: 'refused', detail: refusal(what, label, said) };
  }
  if (status === 404 || status === 410) {
    return { reason: 'not-found', detail: `Azure did not find ${what} (${label}): ${said}` };
  }
  if (status === 429) return throttled(what, answer.retryAfterSeconds);
  return {
    reason: 'server-error',
    detail: `Azure did not answer for ${what} (${label}): ${said}`,
  };
}

/** ARM names the action and the scope it would take; a person needs these two and no more. */
function refusal(what: string, label: string, said: string): string {
  const right = /perform action '([^']+)'(?: over scope '([^']+)')?/.exec(said);
  if (right === null) return `Azure refused to show ${what} (${label}): ${said}`;
  const scope = right[2] === undefined ? '' : ` at ${right[2]}`;
  return `Azure refused to show ${what} (${label}): you lack ${right[1]}${scope}.`;
}

function throttled(what: string, seconds: number | null): Classified {
  const wait = seconds === null ? 'in a minute' : `in ${Math.ceil(seconds)} s`;
  return {
    reason: 'throttled',
    detail: `Azure is throttling: ${what} could not be read. Try again ${wait}.`,
  };
}

function cutOff(what: string): Classified {
  return {
    reason: 'cut-off',
    detail: `The connection ended before the answer for ${what} did; try again.`,
  };
}

function unreachable(error: Error, code: string, what: string): Classified {
  const host = hostOf(error);
  const hint = certificateCodes.test(code)
    ? 'its certificate is not trusted: name the certificate authority in the cloud file'
    : 'check the network, the proxy and the endpoint';
  const isProject = /\/api\/projects\//i.test(urlOf(error) ?? '');
  return {
    reason: 'unreachable',
    detail:
      `${host} could not be reached to read ${what} (${code}): ${hint}.` +
      (isProject ? ' A project behind a private endpoint answers only inside its network.' : ''),
  };
}

function urlOf(error: Error): string | undefined {
  const Requested = z.object({ request: z.object({ url: z.string() }) });
  return Requested.safeParse(error).data?.request.url;
}

function hostOf(error: Error): string {
  const spelled = urlOf(error) ?? /(?:ENOTFOUND|ECONNREFUSED) (\S+)/.exec(error.message)?.[1];
  return spelled === undefined
    ? 'The host'
    : URL.canParse(spelled)
      ? new URL(spelled).host
      : spelled;
}

/**
 * A sign-in that failed for want of a network says so; else the human signs in, with whatever Entra or
 * a command line said.
 */
function signInFailure(error: Error, what: string): Classified {
  const { network, isFailing, said } = readSignInError(error);
  if (network !== null) {
    return {
      reason: 'unreachable',
      detail:
        `Reading ${what} failed, because the sign-in service could not be reached (${network}): ` +
        'check the network and the proxy and, in a private cloud, its authority and certificate.',
    };
  }
  if (isFailing) {
    return {
      reason: 'server-error',
      detail: `The sign-in service did not answer${said === null ? '' : ` (${firstLine(said)})`}: try again in a minute.`,
    };
  }
  return {
    reason: 'not-signed-in',
    detail:
      `You are not signed in to Azure${said === null ? '' : ` (${firstLine(said)})`}: ` +
      'run `az login` or `azd auth login`, then try again.',
  };
}

function wrongShape(error: z.ZodError, what: string): string {
  const [issue] = error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return `The answer for ${what} does not have the documented shape${where}: ${issue?.message ?? 'unknown'}.`;
}

/** Services append trace ids and whole documents to their messages: one line of them is enough. */
function firstLine(message: string): string {
  const line = (message.split(/[\r\n]/, 1)[0] ?? '').trim();
  const short = line.length > 300 ? `${line.slice(0, 297)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}
