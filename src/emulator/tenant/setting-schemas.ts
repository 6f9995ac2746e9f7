import * as z from 'zod';
import { DurationSchema } from './time-schema.ts';

/** How the emulated services behave, beside what the tenant holds. */

const isRegExp = (text: string): boolean => {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
};

export const FaultSchema = z.strictObject({
  method: z.string().optional().describe('GET, POST, …; none means any.'),
  path: z
    .string()
    .refine(isRegExp, { error: 'must be a regular expression' })
    .describe('Regular expression over the decoded path with its query, case-insensitive.'),
  status: z.number().int().min(400).max(599).optional().describe('Answer with this error.'),
  code: z.string().optional().describe('The error code in the body; one that fits by default.'),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe('Headers of the error, such as a claims challenge in www-authenticate.'),
  retryAfter: z.number().min(0).optional().describe('Seconds of the Retry-After header.'),
  delayMs: z.number().min(0).default(0),
  cutOff: z.boolean().default(false).describe('Close the connection in the middle of the body.'),
  truncateJson: z.boolean().default(false).describe('Send half of the body as if it were all.'),
  times: z.number().int().min(1).optional().describe('How often it happens; none means always.'),
});

export const FaultsSchema = z.record(z.string(), FaultSchema);

export const SettingsSchema = z.strictObject({
  modelAccess: z
    .enum(['implicit', 'explicit-account', 'explicit-both'])
    .default('implicit')
    .describe(
      'What an agent identity needs for a model call through its project endpoint: nothing (as ' +
        'documented), a role that covers the account, or one there and one on the project itself. ' +
        'A call to an account endpoint always needs a role that covers that account.',
    ),
  propagationDelay: DurationSchema.default('PT0S').describe(
    'How old a role assignment must be before the data plane honours it.',
  ),
  rejectTokenAudience: z
    .string()
    .nullable()
    .default(null)
    .describe('Agents ask for tokens of this audience, and model endpoints refuse them.'),
  checkAccess: z
    .boolean()
    .default(true)
    .describe('Whether ARM answers checkAccess, which is undocumented and not in every cloud.'),
  recoversAfter: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('How many 401 a privileged agent shows in a stream before it answers.'),
  acceptsInvocations: z
    .strictObject({
      queued: z.number().int().min(0).default(1),
      running: z.number().int().min(0).default(1),
      retryAfter: z.number().min(0).default(0).describe('Seconds of the Retry-After header.'),
      result: z.enum(['stream', 'json']).default('stream'),
    })
    .nullable()
    .default(null)
    .describe(
      'Invocations are answered with 202 and polled: so many looks find them queued, so many ' +
        'running, and the next one finds the result. None means that the answer comes at once.',
    ),
  partialLogs: z
    .string()
    .nullable()
    .default(null)
    .describe('Log queries are answered with a part only, and with this reason.'),
  pageSize: z
    .number()
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('The most rows of a page, in every list; none leaves it to each service.'),
  sessionPaging: z
    .enum(['cursor', 'token'])
    .default('cursor')
    .describe(
      'How the list of an agent’s sessions goes on: after its last id, with times as numbers, or ' +
        'with a pagination_token and times as text. Clients of the service know one or the other.',
    ),
  resourceGraphTruncates: z
    .number()
    .int()
    .min(0)
    .nullable()
    .default(null)
    .describe('Resource Graph stops after so many rows, without a token for the rest.'),
  resourceGraphQuota: z
    .number()
    .int()
    .min(1)
    .default(15)
    .describe('Queries that Resource Graph answers a caller within five seconds; then 429.'),
  armReads: z
    .strictObject({
      bucket: z.number().int().min(1).default(250),
      refillPerSecond: z.number().positive().default(25),
    })
    .prefault({})
    .describe('Reads that ARM answers a caller in a row in each subscription; then 429.'),
  tokenLifetime: DurationSchema.default('PT1H').describe(
    'How long the services honour a token. Its receiver is told an hour all the same, as where ' +
      'clocks differ or a sign-in is withdrawn: a shorter time ends tokens in the middle of things.',
  ),
  latencyMs: z.number().min(0).default(0).describe('Delay of every request.'),
  faults: FaultsSchema.default({}),
});

export type Fault = z.infer<typeof FaultSchema>;
