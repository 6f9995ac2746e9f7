import type { Location } from '../grants/role-grant.ts';
import type { FileEdits } from '../text-edit.ts';
import type { RuleId } from './rule-ids.ts';

export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** A change that mends a finding: after it the file parses and the finding is gone. */
export interface BicepFix {
  /** What the change does, as a menu shows it: "Insert the account-scope assignment". */
  title: string;
  edits: FileEdits[];
  /** True for the one that most people want. */
  preferred: boolean;
}

/** Something a Bicep file says that leads, or may lead, to a refusal or a failed deployment. */
export interface BicepFinding {
  rule: RuleId;
  severity: Severity;
  location: Location;
  /** One sentence for a person. */
  message: string;
  related: { location: Location; message: string }[];
  fixes: BicepFix[];
}
