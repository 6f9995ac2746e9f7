import type { Outcome } from './finding.ts';
import type { SymptomClass } from '../symptoms/symptom.ts';
import type { VerdictState } from '../rbac/verdict.ts';
import type { LogSilence } from './log-silence.ts';

/**
 * Every finding there is, with the values its words need. A finding is a code with arguments; the
 * sentences stand in `report/words.ts`, so that they can be translated without touching a rule.
 */
export interface FindingArguments {
  'subject-unresolved': { what: string; detail: string; remedy: string };
  'agent-disabled': { agent: string; what: 'agent' | 'blueprint' | 'identity' };
  'version-not-running': {
    agent: string;
    version: string;
    status: 'failed' | 'deleting' | 'deleted';
  };
  'version-starting': { agent: string; version: string };
  'identity-not-there': { agent: string; version: string };
  'traffic-split': { agent: string; version: string; others: string };
  'account-role-missing': MissingRole;
  'target-account-role-missing': MissingRole;
  'project-role-missing': MissingRole;
  'project-identity-role-missing': MissingRole;
  'blueprint-role-missing': MissingRole;
  'stale-grant': MissingRole & { formerId: string; formerVersion: string };
  'identity-drift': { agent: string; version: string; formerId: string; formerVersion: string };
  'published-application': PublishedApplication;
  'role-definition-unknown': MissingRole & { badGuid: string; meant: string | null };
  'eligible-only': MissingRole & { eligibleAt: string };
  denied: MissingRole & { deny: string };
  'conditional-grant': MissingRole & { condition: string };
  'grant-propagating': MissingRole & { grantedAt: string; lookAgainAt: string; denied: boolean };
  'recent-grant': MissingRole & { grantedAt: string; lookAgainAt: string; logSpeaks: boolean };
  'assignments-unreadable': MissingRole & { detail: string };
  'target-account-unresolved': { url: string; via: string; detail: string };
  'gateway-endpoint': { url: string; via: string };
  'regional-endpoint': { url: string; via: string };
  'deployment-missing': { model: string; account: string; nearest: string[] };
  'model-key-given': {
    holder: 'definition' | 'connection';
    names: string;
    account: string;
    refused: boolean;
  };
  'key-auth-disabled': { account: string; via: string };
  'network-closed': { account: string };
  'network-restricted': { account: string };
  'wrong-audience': { expected: string };
  'seen-before': { kind: SymptomClass; seenAt: string; since: SinceThen };
  recovered: { deniedAt: string; answeredAt: string };
  'denial-unexplained': { principal: string; deniedAt: string };
  'nameless-denial': { principal: string; deniedAt: string };
  'other-principal-denied': {
    principal: string;
    action: string;
    deniedAt: string;
    /** The application that runs as it and publishes agents; null where none does. */
    application: string | null;
  };
  'platform-managed': { principal: string };
  'no-telemetry': { silence: LogSilence };
  'unconfirmed-by-telemetry': { silence: LogSilence };
}

/** Why what a log row shows is not today's problem. */
export type SinceThen =
  { reason: 'succeeded'; at: string } | { reason: 'former-version'; version: string };

/** An application that publishes the agent, and how its own identity stands. */
export interface PublishedApplication {
  agent: string;
  application: string;
  /** Null where the application shows no identity yet. */
  principalId: string | null;
  /** Where its model calls go, in words; null where nothing is asked of the identity there. */
  place: string | null;
  standing: PublishedStanding;
}

/** `not-judged`: its access was not read. `not-needed`: its model calls do not go as this identity. */
export type PublishedStanding = VerdictState | 'not-judged' | 'not-needed';

export interface MissingRole {
  /** The principal in a person's words. */
  principal: string;
  action: string;
  /** The scope in words, as in "account contoso". */
  place: string;
}

export type FindingCode = keyof FindingArguments;

/** What a finding makes of the outcome: it is a problem, it leaves it open, or neither. */
export const effects: Record<FindingCode, Exclude<Outcome, 'healthy'> | 'none'> = {
  'subject-unresolved': 'inconclusive',
  'agent-disabled': 'problem',
  'version-not-running': 'problem',
  'version-starting': 'inconclusive',
  'identity-not-there': 'inconclusive',
  'traffic-split': 'inconclusive',
  'account-role-missing': 'problem',
  'target-account-role-missing': 'problem',
  'project-role-missing': 'problem',
  'project-identity-role-missing': 'problem',
  'blueprint-role-missing': 'problem',
  'stale-grant': 'problem',
  'identity-drift': 'none',
  'published-application': 'none',
  'role-definition-unknown': 'problem',
  'eligible-only': 'problem',
  denied: 'problem',
  'conditional-grant': 'inconclusive',
  'grant-propagating': 'inconclusive',
  'recent-grant': 'none',
  'assignments-unreadable': 'inconclusive',
  'target-account-unresolved': 'inconclusive',
  'gateway-endpoint': 'inconclusive',
  'regional-endpoint': 'problem',
  'deployment-missing': 'problem',
  'model-key-given': 'none',
  'key-auth-disabled': 'problem',
  'network-closed': 'problem',
  'network-restricted': 'none',
  'wrong-audience': 'problem',
  'seen-before': 'none',
  recovered: 'none',
  'denial-unexplained': 'inconclusive',
  'nameless-denial': 'inconclusive',
  'other-principal-denied': 'inconclusive',
  'platform-managed': 'none',
  'no-telemetry': 'inconclusive',
  'unconfirmed-by-telemetry': 'none',
};
