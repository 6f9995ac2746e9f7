/** Everything that talks to Azure. The shells load it when somebody asks for a diagnosis. */
export { createCredential } from './credential/create-credential.ts';
export { gatherAccess } from './gather-access.ts';
export { gatherFacts } from './gather-facts.ts';
export type {
  AccessRequest,
  Candidate,
  ChoiceKind,
  Chooser,
  ConnectionRequest,
  GatherRequest,
  ProgressEvent,
} from './request.ts';
