import * as z from 'zod';
import { principalRoles } from '../../facts/principal.ts';
import { joinKinds } from '../../rules/refused-identity.ts';

/** The part of a report that says when which identity was refused, and what happened around it. */

/** Whose lane it is: one of the agent's identities, an earlier one, a stranger's, or nobody's. */
const laneRoles = [...principalRoles, 'former-agent-instance', 'other', 'unnamed'] as const;

const DenialMinuteSchema = z.object({
  minute: z.string().describe('ISO 8601, UTC, to the minute.'),
  joinedBy: z
    .enum(joinKinds)
    .describe(
      'What names the identity: the message of the row or of one of the same failure, or the row’s gen_ai.agent.id or version.',
    ),
  actions: z.array(z.string()),
  sources: z
    .array(z.string())
    .describe('Where the rows stand: tables of the log, or the log of a session.'),
  count: z.number().int().describe('Rows, of which one failed call may leave several.'),
});

/** `settled`: the end of the time that a grant may take to work everywhere. */
const LaneEventSchema = z.object({
  kind: z.enum(['version', 'grant', 'settled']),
  at: z
    .string()
    .describe('ISO 8601. It may lie outside the window, and `settled` after the report.'),
  what: z.string().describe('The version that was made, or the role that was granted.'),
});

const LaneSchema = z.object({
  principalId: z
    .string()
    .nullable()
    .describe('Object id of who was refused; null where the log names nobody.'),
  role: z.enum(laneRoles),
  displayName: z.string().nullable(),
  versions: z.array(z.string()).describe('The agent’s versions that run as it, newest first.'),
  minutes: z
    .array(DenialMinuteSchema)
    .describe('Oldest first. Empty for the identity that calls the model, where only others fail.'),
  events: z.array(LaneEventSchema).describe('What may explain them, oldest first.'),
});

export const DenialsSchema = z.object({
  window: z
    .object({ from: z.string(), to: z.string() })
    .nullable()
    .describe('What was searched, ISO 8601; null where the facts do not say.'),
  isCutOff: z
    .boolean()
    .describe('Whether only the newest rows were read, so that older denials may be missing.'),
  seenAt: z
    .string()
    .nullable()
    .describe('The last row of the version that serves, if it came after every denial; ISO 8601.'),
  lanes: z.array(LaneSchema).describe('By identity, in the order in which each was first refused.'),
});

export type ReportedDenials = z.infer<typeof DenialsSchema>;
export type DenialLane = ReportedDenials['lanes'][number];
export type DenialMinute = DenialLane['minutes'][number];
export type LaneEvent = DenialLane['events'][number];
