import type { GrantablePrincipalType } from '../facts/azure.ts';
import type { Cloud } from '../arm/cloud.ts';
import type { AccessSnapshot, Caller, Read } from '../facts/diagnosis-facts.ts';
import type { Fact } from '../facts/fact.ts';

/** Somebody that a question names, found in the directory. */
export interface NamedPrincipal {
  /** Object id. */
  id: string;
  displayName: string;
  type: GrantablePrincipalType;
}

/** A decision of checkAccess, with the answer's own words for people who want to see them. */
export interface Witness {
  decision: 'allowed' | 'not-allowed';
  raw: string;
}

/**
 * What is known about the access of named principals at a scope: the facts behind "can X do Y at Z",
 * "what may X do at Z" and "where do X and Y differ". Plain JSON.
 */
export interface AccessQuestionFacts extends AccessSnapshot {
  schemaVersion: 1;
  cloud: Cloud;
  caller: Fact<Caller>;
  /** In the order asked. */
  principals: Fact<NamedPrincipal>[];
  /** ARM id. */
  scope: Fact<string>;
  /** What Azure's own, undocumented checkAccess says; null where it was not asked. */
  witness: Fact<Witness> | null;
  reads: Read[];
}
