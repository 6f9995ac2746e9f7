import * as z from 'zod';
import { logWays } from '../facts/diagnosis-facts.ts';
import { PrincipalSchema } from '../facts/principal.ts';
import { VerdictSchema } from '../rbac/verdict.ts';
import { FindingSchema, OutcomeSchema } from '../rules/finding.ts';
import { DenialsSchema } from './denials/schema.ts';

/**
 * The report of a diagnosis, for people's eyes by way of the renderers and for machines as JSON.
 * The schema is the source of the type, of `schemas/report.schema.json` and of the validation.
 */

const ResourceSchema = z.object({ id: z.string(), name: z.string() });

const SubjectSchema = z.object({
  agent: z.object({ name: z.string(), version: z.string() }).nullable(),
  project: ResourceSchema.extend({ endpoint: z.string().nullable() }).nullable(),
  account: ResourceSchema.nullable(),
  targetAccount: ResourceSchema.nullable().describe('The account that model calls really reach.'),
  route: z
    .enum(['project-endpoint', 'own-account-endpoint', 'other-account', 'unknown'])
    .describe('The way the agent takes to its model.'),
  principals: z.array(PrincipalSchema),
});

const ReadSchema = z.object({
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  status: z.number().nullable(),
  durationMs: z.number(),
  az: z.string().describe('What a human could run to read the same.'),
});

const StepSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['done', 'partial', 'failed', 'skipped']),
  durationMs: z.number(),
  reads: z.array(ReadSchema),
  note: z.string(),
});

const LogGapSchema = z.object({
  kind: z
    .enum(['part', 'traffic', 'all'])
    .describe(
      'A part of the rows, so that nothing follows from what was not found; how much the agent wrote; or all.',
    ),
  why: z.string(),
});

const LogConnectionSchema = z.object({
  name: z.string(),
  level: z.enum(['project', 'account']),
});

const LogSchema = z.object({
  query: z.string().describe('The KQL that was sent.'),
  way: z
    .enum(logWays)
    .describe('How the log answered: by the component, its workspace, or its App ID.'),
  scope: z
    .string()
    .describe(
      'ARM id of the component or the workspace: where to run the query. The App ID where the connection names nothing else.',
    ),
  passedOver: z.array(z.string()).describe('The ways that failed, a sentence for each.'),
  gap: LogGapSchema.nullable()
    .optional()
    .describe('What of the log is missing; null where it answered whole, absent in older reports.'),
  connection: LogConnectionSchema.optional().describe('The connection that leads to the log.'),
  others: z
    .array(LogConnectionSchema)
    .optional()
    .describe('Other connections to logs, which were not searched.'),
  portalUrl: z
    .string()
    .nullable()
    .describe('Opens the query in the portal; null in a cloud without one.'),
});

export const ReportSchema = z
  .object({
    schemaVersion: z.literal(1),
    generatedAt: z.string(),
    cloud: z.string(),
    outcome: OutcomeSchema,
    summary: z.string().describe('The outcome in one sentence.'),
    subject: SubjectSchema,
    steps: z.array(StepSchema),
    verdicts: z.array(VerdictSchema),
    findings: z.array(FindingSchema),
    log: LogSchema.optional().describe(
      'Added to version 1. Absent where no log was searched, and in older reports.',
    ),
    denials: DenialsSchema.optional().describe(
      'Log rows of denials that a missing role may explain, by identity and minute. Added to version 1. Absent where none was seen, and in older reports.',
    ),
  })
  .meta({ id: 'report', title: 'Foundry Identity Doctor report' });

export type Report = z.infer<typeof ReportSchema>;
export type Subject = Report['subject'];
export type Step = Report['steps'][number];
export type ReportedLog = NonNullable<Report['log']>;
