import * as z from 'zod';

/** The roles that identities play around an agent. */
export const principalRoles = [
  'agent-instance',
  'agent-blueprint',
  'project-identity',
  'account-identity',
  'user-assigned',
] as const;

/** An identity around an agent, and the part that it plays there. */
export const PrincipalSchema = z.object({
  id: z.string().describe('Object id, the one that role assignments name.'),
  role: z.enum(principalRoles),
  displayName: z
    .string()
    .nullable()
    .describe('From Microsoft Graph; null where it was not readable.'),
  clientId: z.string().nullable(),
});

export type Principal = z.infer<typeof PrincipalSchema>;
