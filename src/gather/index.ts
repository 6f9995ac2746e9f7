/** Everything that talks to Azure. The shells load it when somebody asks for a diagnosis. */
export { createCredential } from './credential/create-credential.ts';
export { gatherFacts } from './gather-facts.ts';
export type { Candidate, ChoiceKind, Chooser, GatherRequest, ProgressEvent } from './request.ts';
