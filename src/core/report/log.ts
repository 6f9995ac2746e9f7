import type { DiagnosisFacts, LogConnection, TelemetryFacts } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import { logLink } from './log-link.ts';
import type { ReportedLog } from './report.ts';

/** What was searched in the logs, so that a human can search it too; undefined where nothing was. */
export function describeLog(facts: DiagnosisFacts): ReportedLog | undefined {
  const { query, searched } = facts.telemetry;
  if (searched === undefined) return undefined;
  const { way, scope, passedOver, packedQuery, connection, others } = searched;
  const { portal, tenantId } = facts.cloud;
  const signedInTo = valueOf(facts.caller)?.tenantId ?? tenantId ?? null;
  const portalUrl = logLink({ portal, tenantId: signedInTo, scope, packedQuery });
  return {
    ...{ query, way, scope, passedOver, portalUrl, gap: gapOf(facts.telemetry) },
    ...(connection && { connection: nameOf(connection) }),
    ...(others && { others: others.map(nameOf) }),
  };
}

/** What of the log is missing; a log of which nothing came has no part that is. */
function gapOf({ symptoms, traffic, searched }: TelemetryFacts): ReportedLog['gap'] {
  const isRead = symptoms.status === 'known' || symptoms.reason === 'incomplete';
  if (!isRead) return { kind: 'all', why: symptoms.detail };
  if (searched?.partial !== undefined) return { kind: 'part', why: searched.partial };
  return traffic.status === 'unknown' ? { kind: 'traffic', why: traffic.detail } : null;
}

function nameOf({ name, level }: LogConnection): NonNullable<ReportedLog['connection']> {
  return { name, level };
}
