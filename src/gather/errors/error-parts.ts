import * as z from 'zod';

/** An error with everything it was caused by, outermost first. Cycles end the walk. */
export function errorChain(error: unknown): Error[] {
  const seen = new Set<Error>();
  const visit = (value: unknown): void => {
    if (!(value instanceof Error) || seen.has(value)) return;
    seen.add(value);
    visit(value.cause);
    if ('errors' in value && Array.isArray(value.errors)) value.errors.forEach(visit);
  };
  visit(error);
  return [...seen];
}

/** A string member of an error, such as Node's and the SDKs' `code`. */
export function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** The HTTP status that an SDK error carries, or null where no answer came. */
export function statusOf(error: Error): number | null {
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;
}

const Response = z.object({
  bodyAsText: z.string().nullish(),
  headers: z.custom<{ get(name: string): string | undefined }>(
    (value) => typeof value === 'object' && value !== null && 'get' in value,
  ),
});

const ServiceError = z.object({
  error: z.object({
    code: z.string().nullish(),
    message: z.string().nullish(),
    innererror: z.unknown().optional(),
  }),
});

export interface ServiceAnswer {
  code: string | null;
  message: string;
  /** The whole body, for signatures that lie deeper than code and message. */
  body: string;
  retryAfterSeconds: number | null;
}

/** What the service itself said in an error answer, in the envelope that ARM, Foundry, Graph share. */
export function serviceAnswer(error: Error): ServiceAnswer {
  const response = 'response' in error ? Response.safeParse(error.response) : undefined;
  const body = response?.data?.bodyAsText ?? '';
  const parsed = ServiceError.safeParse(parseJson(body));
  const retryAfter = response?.data?.headers.get('retry-after');
  return {
    code: parsed.data?.error.code ?? codeOf(error),
    message: parsed.data?.error.message ?? error.message,
    body,
    retryAfterSeconds: retryAfter === undefined ? null : secondsUntil(retryAfter),
  };
}

/** The wait that a `Retry-After` header asks for: seconds, or a date. Null where it is neither. */
export function secondsUntil(retryAfter: string): number | null {
  const seconds = Number(retryAfter);
  if (Number.isFinite(seconds)) return seconds;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

/** The value that a JSON text spells, or undefined where it spells none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
