import type { BicepCapabilities } from '../fixes/capabilities.ts';
import type { Deployment, Location } from '../grants/role-grant.ts';
import type { ScriptGrant } from '../script-grant.ts';
import type { BicepFile } from '../syntax/nodes.ts';
import type { BicepFinding, Severity } from './finding.ts';
import type { RuleId } from './rule-ids.ts';

/** What rules may know beyond the one file or deployment that they judge. */
export interface RuleContext {
  /** A file of the workspace by its path. */
  file: (path: string) => BicepFile | undefined;
  deployments: Deployment[];
  /** Role assignments that scripts and hooks make: they soften findings about what is missing. */
  scriptGrants: ScriptGrant[];
  /** Services of `azure.yaml` that host an agent. */
  agentServices: { name: string; location: Location }[];
  /** What the installed Bicep knows, so that fixes can use it. */
  capabilities: BicepCapabilities;
}

/**
 * A rule, and what it has to see to judge. A file rule sees one file alone, so that its findings hold
 * until that file changes. Findings about suppressions are made by the linter itself.
 */
export type BicepRule = {
  /** The highest severity that it reports. */
  worst: Severity;
} & (
  | { sees: 'file'; judge(path: string, file: BicepFile): BicepFinding[] }
  | { sees: 'deployment'; judge(deployment: Deployment, context: RuleContext): BicepFinding[] }
  | { sees: 'workspace'; judge(context: RuleContext): BicepFinding[] }
  | { sees: 'suppressions' }
);

/** A finding with the parts that most have not. */
export function finding(
  rule: RuleId,
  severity: Severity,
  location: Location,
  message: string,
  more: Partial<Pick<BicepFinding, 'related' | 'fixes'>> = {},
): BicepFinding {
  return { rule, severity, location, message, related: [], fixes: [], ...more };
}
