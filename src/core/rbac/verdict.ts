import * as z from 'zod';

/** Whether a principal may do an action at a scope. Each state asks something else of a human. */
export const VerdictStateSchema = z.enum([
  'allowed',
  'not-granted',
  'denied',
  'conditional',
  'propagating',
  'eligible-only',
  'platform-managed',
  'unknown',
]);

/** The assignment, the deny, the eligibility or the platform that a verdict rests on. */
const DecidedBySchema = z.object({
  kind: z.enum(['role-assignment', 'deny-assignment', 'eligibility', 'platform']),
  id: z.string(),
  roleName: z.string(),
  roleId: z.string().nullable(),
  scope: z.string(),
  path: z.string().describe('In words: "inherited from the resource group, through group A".'),
});

/** The answer about one principal, one action and one scope, with what it rests on. */
export const VerdictSchema = z.object({
  principalId: z.string(),
  action: z.string(),
  scope: z.string(),
  state: VerdictStateSchema,
  decidedBy: DecidedBySchema.nullable(),
  basis: z.object({
    kind: z.enum(['documented', 'observed', 'reported', 'none']),
    text: z.string(),
    source: z.string(),
  }),
  required: z.boolean().describe('False where the row only completes the picture.'),
  note: z.string(),
});

export type VerdictState = z.infer<typeof VerdictStateSchema>;
export type DecidedBy = z.infer<typeof DecidedBySchema>;
export type Verdict = z.infer<typeof VerdictSchema>;
