import * as z from 'zod';

/** Something for a human to run, to send or to change. */
export const FixSchema = z.object({
  kind: z.enum(['role-assignment', 'verify', 'read', 'setting', 'code', 'request']),
  shell: z.enum(['bash', 'powershell', 'none']),
  command: z.string(),
  why: z.string(),
});

export type Fix = z.infer<typeof FixSchema>;
