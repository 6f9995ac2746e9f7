import base from './base.json' with { type: 'json' };
import byok401 from './byok-401.json' with { type: 'json' };
import healthy from './healthy.json' with { type: 'json' };
import accountOnly from './account-only.json' with { type: 'json' };
import inheritedResourceGroup from './inherited-resource-group.json' with { type: 'json' };
import inheritedSubscription from './inherited-subscription.json' with { type: 'json' };
import inheritedManagementGroup from './inherited-management-group.json' with { type: 'json' };
import viaGroup from './via-group.json' with { type: 'json' };
import eligibleOnly from './eligible-only.json' with { type: 'json' };
import denyAssignment from './deny-assignment.json' with { type: 'json' };
import conditionalAssignment from './conditional-assignment.json' with { type: 'json' };
import customRole from './custom-role.json' with { type: 'json' };
import wrongRoleGuid from './wrong-role-guid.json' with { type: 'json' };
import staleIdentity from './stale-identity.json' with { type: 'json' };
import projectIdentityMissing from './project-identity-missing.json' with { type: 'json' };
import byokOtherAccount from './byok-other-account.json' with { type: 'json' };
import localAuthDisabled from './local-auth-disabled.json' with { type: 'json' };
import publicAccessDisabled from './public-access-disabled.json' with { type: 'json' };
import wrongAudience from './wrong-audience.json' with { type: 'json' };
import deploymentMissing from './deployment-missing.json' with { type: 'json' };
import propagating from './propagating.json' with { type: 'json' };
import recovers from './recovers.json' with { type: 'json' };
import emptyTelemetry from './empty-telemetry.json' with { type: 'json' };
import sessionLog from './session-log.json' with { type: 'json' };
import throttled from './throttled.json' with { type: 'json' };
import resourceGraphTruncated from './resource-graph-truncated.json' with { type: 'json' };
import noGraphRights from './no-graph-rights.json' with { type: 'json' };
import company from './company.json' with { type: 'json' };
import type { Json } from '../tenant/merge-patch.ts';

/** The tenants that ship with the product, as their files stand: patches over one base. */
export const sampleFiles = {
  base,
  'byok-401': byok401,
  healthy: healthy,
  'account-only': accountOnly,
  'inherited-resource-group': inheritedResourceGroup,
  'inherited-subscription': inheritedSubscription,
  'inherited-management-group': inheritedManagementGroup,
  'via-group': viaGroup,
  'eligible-only': eligibleOnly,
  'deny-assignment': denyAssignment,
  'conditional-assignment': conditionalAssignment,
  'custom-role': customRole,
  'wrong-role-guid': wrongRoleGuid,
  'stale-identity': staleIdentity,
  'project-identity-missing': projectIdentityMissing,
  'byok-other-account': byokOtherAccount,
  'local-auth-disabled': localAuthDisabled,
  'public-access-disabled': publicAccessDisabled,
  'wrong-audience': wrongAudience,
  'deployment-missing': deploymentMissing,
  propagating: propagating,
  recovers: recovers,
  'empty-telemetry': emptyTelemetry,
  'session-log': sessionLog,
  throttled: throttled,
  'resource-graph-truncated': resourceGraphTruncated,
  'no-graph-rights': noGraphRights,
  company: company,
} satisfies Record<string, Json>;

export type SampleName = keyof typeof sampleFiles;

/** The samples that a diagnosis can be tried on. The first one is the default. */
export const sampleNames: readonly string[] = Object.keys(sampleFiles).filter(
  (name) => name !== 'base',
);
