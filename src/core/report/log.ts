import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import type { Case } from '../rules/case.ts';
import { denialTimeline } from '../rules/denial-timeline.ts';
import { logLink } from './log-link.ts';
import type { ReportedLog } from './report.ts';

/** What was searched in the logs, so that a human can search it too; undefined where nothing was. */
export function describeLog(facts: DiagnosisFacts, opened: Case | null): ReportedLog | undefined {
  const { query, searched } = facts.telemetry;
  if (searched === undefined) return undefined;
  const { way, scope, passedOver, packedQuery } = searched;
  const { portal, tenantId } = facts.cloud;
  const signedInTo = valueOf(facts.caller)?.tenantId ?? tenantId ?? null;
  const portalUrl = logLink({ portal, tenantId: signedInTo, scope, packedQuery });
  const denials = opened === null ? [] : denialTimeline(opened);
  return { query, way, scope, passedOver, portalUrl, denials };
}
