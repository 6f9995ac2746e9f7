import { agentDisabled, identityNotThere, trafficSplit, versionNotRunning } from './agent-state.ts';
import {
  conditionalGrants,
  denied,
  eligibleOnly,
  freshGrants,
  unreadable,
} from './grant-states.ts';
import { deploymentMissing } from './deployment-missing.ts';
import { identityDrift } from './identity-drift.ts';
import { missingRoles } from './missing-role.ts';
import { modelKeyGiven } from './model-keys.ts';
import { networkRestricted } from './network-restricted.ts';
import { keysDisabled, networkClosed, wrongAudience } from './other-causes.ts';
import { publishedApplication } from './published-application.ts';
import type { Rule } from './rule.ts';
import {
  denialsDespiteGrants,
  namelessDenial,
  otherPrincipalDenied,
  silentTelemetry,
} from './telemetry.ts';
import { unresolvedTarget } from './unresolved.ts';

/** Every rule, in the order in which a report lists findings of the same weight. */
export const rules: Rule[] = [
  agentDisabled,
  versionNotRunning,
  missingRoles,
  denied,
  eligibleOnly,
  deploymentMissing,
  keysDisabled,
  modelKeyGiven,
  networkClosed,
  networkRestricted,
  wrongAudience,
  conditionalGrants,
  freshGrants,
  unreadable,
  identityNotThere,
  trafficSplit,
  unresolvedTarget,
  denialsDespiteGrants,
  namelessDenial,
  otherPrincipalDenied,
  silentTelemetry,
  identityDrift,
  publishedApplication,
];
