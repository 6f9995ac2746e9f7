import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import { logLink } from './log-link.ts';
import type { ReportedLog } from './report.ts';

/** What was searched in the logs, so that a human can search it too; undefined where nothing was. */
export function describeLog(facts: DiagnosisFacts): ReportedLog | undefined {
  const { query, searched } = facts.telemetry;
  if (searched === undefined) return undefined;
  const { way, scope, passedOver, packedQuery } = searched;
  const { portal, tenantId } = facts.cloud;
  const signedInTo = valueOf(facts.caller)?.tenantId ?? tenantId ?? null;
  const portalUrl = logLink({ portal, tenantId: signedInTo, scope, packedQuery });
  return { query, way, scope, passedOver, portalUrl };
}
