import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../core/arm/cloud.ts';
import type { Asked, StepId } from '../core/facts/diagnosis-facts.ts';
import type { Extent } from './extent.ts';

/** A step began, or its last read ended. `message` is a short phrase for a person. */
export interface ProgressEvent {
  step: StepId;
  state: 'started' | 'finished';
  /** Requests that the step has made so far. */
  reads: number;
  message: string;
}

export type ChoiceKind = 'subscription' | 'account' | 'project' | 'agent';

export interface Candidate {
  id: string;
  name: string;
  detail: string;
}

/**
 * Asked where several candidates fit and nothing was named. Answers the id of one of them, or
 * undefined where the human would not choose.
 */
export type Chooser = (kind: ChoiceKind, candidates: Candidate[]) => Promise<string | undefined>;

/** How Azure is reached, and who watches. */
export interface ConnectionRequest {
  cloud: Cloud;
  credential: TokenCredential;
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string;
  signal?: AbortSignal;
  onProgress?: (event: ProgressEvent) => void;
}

export interface GatherRequest extends ConnectionRequest {
  asked: Asked;
  /** What is not read for it is unknown in the facts. A diagnosis unless told. */
  extent?: Extent;
  choose?: Chooser;
}

/** A question about the access of named principals at a scope. */
export interface AccessRequest extends ConnectionRequest {
  /**
   * As a person names them: an object or client id, a UPN or mail address, a display name, `me`, or
   * `agent:` with an agent's name, before which its project and account may stand (`agent:shop/concierge`).
   */
  principals: string[];
  /** An ARM id, or a name as `parseAskedScope` takes them. */
  scope: string;
  /** The action to ask Azure's own checkAccess about, for the first principal; absent: not asked. */
  witness?: string;
}
