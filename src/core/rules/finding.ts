import * as z from 'zod';
import { FixSchema } from '../fixes/fix.ts';

/** What all findings come down to. */
export const OutcomeSchema = z.enum(['problem', 'healthy', 'inconclusive']);

/** One thing that was found, in words, with its evidence and its fixes. */
export const FindingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  confidence: z.enum(['confirmed', 'likely', 'possible']),
  title: z.string(),
  explanation: z.string(),
  evidence: z.array(z.string()),
  fixes: z.array(FixSchema),
  withFix: z
    .string()
    .describe(
      'What a diagnosis would conclude with the first fix made; empty if it cannot be said.',
    ),
});

export type Outcome = z.infer<typeof OutcomeSchema>;
export type Finding = z.infer<typeof FindingSchema>;
