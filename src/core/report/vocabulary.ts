import type { LogWay, StepId } from '../facts/diagnosis-facts.ts';
import type { Finding, Outcome } from '../rules/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Principal } from '../facts/principal.ts';
import type { Step, Subject } from './report.ts';
import type { VerdictState } from '../rbac/verdict.ts';

/** The words in which every renderer speaks of a report's values; a value without words does not compile. */

export const outcomeWords: Record<Outcome, string> = {
  problem: 'Problem',
  healthy: 'Healthy',
  inconclusive: 'Inconclusive',
};

export const stateWords: Record<VerdictState, string> = {
  allowed: 'allowed',
  'not-granted': 'not granted',
  denied: 'denied',
  conditional: 'conditional',
  propagating: 'propagating',
  'eligible-only': 'eligible only',
  'platform-managed': 'platform-managed',
  unknown: 'unknown',
};

/** A sign for each state, for plain text. The word always stands beside it. */
export const stateSigns: Record<VerdictState, string> = {
  allowed: '✓',
  'not-granted': '✗',
  denied: '✗',
  conditional: '?',
  propagating: '…',
  'eligible-only': '✗',
  'platform-managed': '~',
  unknown: '?',
};

export const principalWords: Record<Principal['role'], string> = {
  'agent-instance': 'agent identity',
  'agent-blueprint': 'agent identity blueprint',
  'project-identity': 'project managed identity',
  'account-identity': 'account managed identity',
  'user-assigned': 'user-assigned managed identity',
};

export const routeWords: Record<Subject['route'], string> = {
  'project-endpoint': 'the project endpoint',
  'own-account-endpoint': 'the endpoint of the agent’s own account',
  'other-account': 'another account',
  unknown: 'not known',
};

export const stepSigns: Record<Step['status'], string> = {
  done: '✓',
  partial: '!',
  failed: '✗',
  skipped: '-',
};

export const severityWords: Record<Finding['severity'], string> = {
  error: 'Problem',
  warning: 'Undecided',
  info: 'Note',
};

export const fixWords: Record<Fix['kind'], string> = {
  'role-assignment': 'Fix, for you to run',
  verify: 'Verify',
  read: 'Look',
  setting: 'Change',
  code: 'Change in code',
  request: 'Ask an administrator',
};

export const stepTitles: Record<StepId, string> = {
  'sign-in': 'Who is asking',
  inventory: 'Subscriptions and accounts',
  project: 'Project, account and connections',
  agent: 'Agent and its identities',
  route: 'Where the model calls go',
  access: 'Role assignments, deny assignments, eligibilities',
  roles: 'What the roles grant',
  names: 'Names of the identities',
  telemetry: 'The symptom in the log',
  'session-log': 'The agent’s own log',
};

/** What a query of the logs was asked of. */
export const logWayWords: Record<LogWay, string> = {
  component: 'the Application Insights component',
  workspace: 'the Log Analytics workspace',
  'app-id': 'the Application Insights component, by its App ID',
};
