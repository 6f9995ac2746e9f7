import { describeScope } from '../arm/scope.ts';
import type { Principal } from '../facts/principal.ts';
import type { Case } from './case.ts';
import type { SeenSymptom } from './denials.ts';
import type { CaseVerdict } from './verdicts.ts';

/** The sentences by which findings show what they rest on. */

const longestQuote = 240;

/** The newest symptom, quoted, and how many there were. */
export function quoteSymptoms(symptoms: SeenSymptom[]): string[] {
  const last = symptoms.at(-1);
  if (last === undefined) return [];
  const text = last.text.replace(/\s+/g, ' ').trim();
  const quote = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  const count = symptoms.length === 1 ? '' : ` The log holds ${symptoms.length} such rows.`;
  const source =
    last.session === undefined ? `table ${last.table}` : `log of session ${last.session}`;
  return [`${last.at}, ${source}: “${quote}”.${count}`];
}

/** What decided a verdict, and on whose word the requirement rests. */
export function explainVerdict(verdict: CaseVerdict): string[] {
  const { decidedBy, basis, note } = verdict;
  const decided = decidedBy
    ? [`${decidedBy.roleName}, ${decidedBy.path} (${decidedBy.scope}).`]
    : [];
  const why = basis.source === '' ? basis.text : `${basis.text} Source: ${basis.source}.`;
  return [...decided, ...(note === '' ? [] : [note]), `Basis (${basis.kind}): ${why}`];
}

/** What the agent's own log says where it shows no refusal, which proves as little as any silence. */
export function explainOwnLog({ facts, agent }: Case): string[] {
  const tail = facts.sessionLog?.tail;
  if (tail === undefined) return [];
  if (tail.status === 'unknown') return [tail.detail];
  if (tail.value === null) {
    return [`No session of version ${agent.serving.version} is left whose own log could show it.`];
  }
  const { session, lines } = tail.value;
  return [
    `The log of session ${session.id} shows no refusal in ${lines.length} lines. That proves as little: an agent may swallow a 401 without a word.`,
  ];
}

/** How the route was found. */
export function explainRoute({ route }: Case): string {
  const to = route.url === null ? '' : ` ${route.url}`;
  return `The agent’s model calls go to${to || ' the project endpoint'} (${route.via}).`;
}

/** A principal in a person's words: "the identity of agent concierge, version 3". */
export function principalInWords(opened: Case, principalId: string): string {
  const principal = opened.principals.find(({ id }) => id === principalId);
  const words: Record<Principal['role'], string> = {
    'agent-instance': `the identity of agent ${opened.agent.name}, version ${opened.agent.serving.version}`,
    'agent-blueprint': `the blueprint of agent ${opened.agent.name}`,
    'project-identity': `the managed identity of project ${opened.project.name}`,
    'account-identity': `the managed identity of account ${opened.account.name}`,
    'user-assigned': `the user-assigned identity ${principal?.displayName ?? principalId}`,
  };
  return principal ? words[principal.role] : `principal ${principalId}`;
}

/** The arguments that the words of every finding about a grant need. */
export function missingRole(opened: Case, verdict: CaseVerdict) {
  return {
    principal: principalInWords(opened, verdict.principalId),
    action: verdict.action,
    place: describeScope(verdict.scope),
  };
}
