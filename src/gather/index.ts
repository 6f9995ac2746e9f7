/** Everything that talks to Azure. The shells load it when somebody asks for a diagnosis. */
export { sameAuthority } from './credential/authority.ts';
export { callerOf } from './credential/caller.ts';
export { createCredential } from './credential/create-credential.ts';
export { createInteractiveCredential } from './credential/interactive-credential.ts';
export { whoAmI } from './credential/who-am-i.ts';
export { readSignInError } from './errors/sign-in-error.ts';
export { toUnknown } from './errors/to-unknown.ts';
export type { Extent } from './extent.ts';
export { gatherAccess } from './gather-access.ts';
export { gatherFacts } from './gather-facts.ts';
export { identifyPrincipals } from './identify-principals.ts';
export type { InventoryReader } from './inventory/inventory-reader.ts';
export { findAgent } from './session-log/find-agent.ts';
export { listSessions, readSessionLog } from './session-log/session-log.ts';
export { permitInvoke } from './invoke/permission.ts';
export { verifyAgent, type VerifyEvent } from './invoke/verify-agent.ts';
export { watchForFix, type WatchEvent } from './watch/watch-for-fix.ts';
export { openInventory } from './inventory/open-inventory.ts';
export { surveyInventory, type SurveyProgress } from './inventory/survey.ts';
export { listNames } from './list-names.ts';
export { listSubscriptions } from './list-subscriptions.ts';
export { readLastDeployment } from './read-last-deployment.ts';
export type {
  AccessRequest,
  Candidate,
  ChoiceKind,
  Chooser,
  ConnectionRequest,
  GatherRequest,
  ProgressEvent,
} from './request.ts';
