import type { Account, Project } from '../facts/azure.ts';
import type { Explanation } from '../symptoms/explanation.ts';
import { namedAccounts, namedProjects } from './likely-places.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import { accountOf, whoIs, type PrincipalFacts, type Who } from './who.ts';
import { whoInWords } from './who-words.ts';

/** Agents of a shared identity that a diagnosis is offered for. */
const mostDiagnoses = 3;

/** What to ask next, with every value filled in. */
export type NextStep =
  | { kind: 'diagnose'; account: Account; project: Project; agent: string }
  /** The principal as the text names it; the scope is an ARM id, or null where it is open. */
  | { kind: 'can'; principal: string; action: string; scope: string | null };

// An index signature: unlike a mapped type, it shows in the published schemas.
/** Who somebody is in a person's words, by the id as the text has it, lower case. Missing: unknown. */
interface WhoById {
  [id: string]: string;
}

/** Who the principals of an explained text are, and where that leads. */
export interface Resolution {
  who: WhoById;
  next: NextStep[];
  /** Why somebody may have stayed unknown, one sentence each. */
  limits: string[];
}

/** A GUID or a UPN: what names somebody beyond doubt. To look anything else up would be a guess. */
const namesSomebody = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^\s@:/]+@[^\s@:/]+)$/i;

/**
 * The principals that a text names: those of its refusals or, where they name none, every id that
 * could be one, which those of tenants and scopes cannot. As the text spells them.
 */
export function principalsIn({ symptom, others, hints }: Explanation): string[] {
  const named = [symptom, ...others].flatMap((one) => one?.principal ?? []);
  const places = [symptom?.tokenTenant, symptom?.resourceTenant, symptom?.scope].join(' ');
  const ids = named.length > 0 ? named : hints.ids.filter((id) => !places.includes(id));
  return ids.filter(
    (id, index) => namesSomebody.test(id) && ids.findIndex((other) => same(other, id)) === index,
  );
}

/** Says who is who, from what was read about them. */
export function resolveExplanation(explanation: Explanation, facts: PrincipalFacts): Resolution {
  const found = principalsIn(explanation).flatMap((id) => {
    const who = whoIs(id, facts);
    return who === null ? [] : [{ id, who }];
  });
  const { symptom } = explanation;
  const principal = symptom?.principal ?? null;
  const main = found.find(({ id }) => principal === null || same(id, principal));
  return {
    who: Object.fromEntries(found.map(({ id, who }) => [id.toLowerCase(), whoInWords(who)])),
    next: [
      ...(main === undefined ? [] : diagnosesOf(main.who, facts)),
      ...questionsAbout(symptom, main?.who, explanation, facts),
    ],
    limits: found.length === principalsIn(explanation).length ? [] : facts.limits,
  };
}

function diagnosesOf(who: Who, facts: PrincipalFacts): NextStep[] {
  return agentsBehind(who)
    .slice(0, mostDiagnoses)
    .flatMap(({ name, project }): NextStep[] => {
      const account = accountOf(project, facts);
      return account === undefined ? [] : [{ kind: 'diagnose', account, project, agent: name }];
    });
}

/** The agents that a diagnosis can be about: those that run as somebody, here or published. */
function agentsBehind(who: Who): { name: string; project: Project }[] {
  if (who.kind === 'agent') return who.agents;
  if (who.kind !== 'published-agent') return [];
  const { application, project } = who;
  return application.agents.map((name) => ({ name, project }));
}

function questionsAbout(
  symptom: Symptom | null,
  who: Who | undefined,
  explanation: Explanation,
  facts: PrincipalFacts,
): NextStep[] {
  if (!symptom?.principal || !symptom.action || who?.kind === 'gone') return [];
  const { principal, action } = symptom;
  if (!namesSomebody.test(principal)) return [];
  return [{ kind: 'can', principal, action, scope: scopeOf(symptom, who, explanation, facts) }];
}

/** Where the action was missing: what the text says, else the only place that it can have been. */
function scopeOf(
  { scope, operation, action }: Symptom,
  who: Who | undefined,
  explanation: Explanation,
  facts: PrincipalFacts,
): string | null {
  if (scope !== null && /^\/subscriptions\//i.test(scope)) return scope;
  if (who?.kind === 'account-identity') return who.account.id;
  const own = who === undefined ? [] : projectsOf(who);
  const project = onlyOf(own.length > 0 ? own : namedProjects(explanation, facts));
  if (project !== null) {
    // What a project serves is judged there, everything else at the account above it.
    const atProject = `${operation ?? ''} ${action ?? ''}`;
    return /\/api\/projects\/|\/accounts\/AIServices\//i.test(atProject)
      ? project.id
      : (accountOf(project, facts)?.id ?? null);
  }
  const named = namedAccounts(explanation, facts);
  const all = facts.resources.status === 'known' ? facts.resources.value.accounts : [];
  return onlyOf(named.length > 0 ? named : all)?.id ?? null;
}

function onlyOf<T>(items: T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

function projectsOf(who: Who): Project[] {
  if ('project' in who) return [who.project];
  if (who.kind !== 'agent') return [];
  const ids = new Map(who.agents.map(({ project }) => [project.id, project]));
  return [...ids.values()];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
