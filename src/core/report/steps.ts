import type { DiagnosisFacts, LogWay, StepId } from '../facts/diagnosis-facts.ts';
import { stepIds } from '../facts/diagnosis-facts.ts';
import type { Fact } from '../facts/fact.ts';
import type { Case } from '../rules/case.ts';
import { explainRoute } from '../rules/evidence.ts';
import { classifySymptom } from '../symptoms/explain.ts';
import type { Step } from './report.ts';
import { stepTitles } from './vocabulary.ts';

/** What a step tried to learn, and what it says when it did. */
interface StepWords {
  facts: (facts: DiagnosisFacts) => Fact<unknown>[];
  done: (facts: DiagnosisFacts, opened: Case | null) => string;
}

const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;

const known = <T>(fact: Fact<T>, say: (value: T) => string): string =>
  fact.status === 'known' ? say(fact.value) : '';

/** By which way the logs answered, where it was not the usual one. */
const wayWords: Record<LogWay, string> = {
  component: '',
  workspace: 'searched by its workspace',
  'app-id': 'searched by its App ID',
};

const steps: Record<StepId, StepWords> = {
  'sign-in': {
    facts: ({ caller }) => [caller],
    done: ({ caller }) =>
      known(caller, ({ name, kind, tenantId }) => `${name} (${kind}), tenant ${tenantId}`),
  },
  inventory: {
    facts: ({ subscriptions, accounts }) => [subscriptions, accounts],
    done: ({ subscriptions, accounts }) =>
      [
        known(subscriptions, ({ length }) => count(length, 'subscription')),
        known(accounts, ({ length }) => count(length, 'account')),
      ]
        .filter(Boolean)
        .join(', '),
  },
  project: {
    facts: ({ account, project, connections, applications }) => [
      ...[account, project, connections],
      ...(applications === undefined ? [] : [applications]),
    ],
    done: ({ account, project, connections, applications }) =>
      [
        known(project, ({ name }) => `project ${name}`),
        known(account, ({ name, kind }) => `account ${name} (${kind})`),
        known(connections, ({ length }) => count(length, 'connection')),
        applications === undefined
          ? ''
          : known(applications, ({ length }) => (length === 0 ? '' : count(length, 'application'))),
      ]
        .filter(Boolean)
        .join(', '),
  },
  agent: {
    facts: ({ agent }) => [agent],
    done: ({ agent }) =>
      known(
        agent,
        ({ name, serving }) =>
          `${name}, version ${serving.version} serves; instance identity ${serving.instanceIdentity?.principalId ?? 'not given'}`,
      ),
  },
  route: {
    facts: ({ targetAccount }) => [targetAccount],
    done: (_facts, opened) => (opened === null ? '' : explainRoute(opened)),
  },
  access: {
    facts: ({ access }) =>
      access.flatMap(({ assignments, denyAssignments, eligibilities }) => [
        assignments,
        denyAssignments,
        eligibilities,
      ]),
    done: ({ access }) => {
      if (access.length === 0) return '';
      const ids = access.flatMap(({ assignments }) =>
        assignments.status === 'known' ? assignments.value.map(({ id }) => id.toLowerCase()) : [],
      );
      const principals = new Set(access.map(({ principalId }) => principalId));
      return `${count(new Set(ids).size, 'role assignment')} of ${count(principals.size, 'identity', 'identities')}`;
    },
  },
  roles: {
    facts: ({ roleDefinitions }) => Object.values(roleDefinitions),
    done: ({ access, roleDefinitions }) =>
      access.length === 0
        ? ''
        : count(Object.keys(roleDefinitions).length, 'role definition') + ' read from the tenant',
  },
  names: {
    facts: ({ directory }) => Object.values(directory),
    done: ({ directory }) => {
      const names = Object.values(directory).filter(({ status }) => status === 'known');
      return names.length === 0 ? '' : count(names.length, 'name');
    },
  },
  telemetry: {
    facts: ({ telemetry }) => [telemetry.component, telemetry.symptoms, telemetry.traffic],
    done: ({ telemetry }, opened) =>
      [
        known(telemetry.component, (component) => component?.name ?? ''),
        known(telemetry.traffic, ({ rows }) => (rows === 0 ? 'no rows of the agent' : '')),
        opened === null || telemetry.symptoms.status === 'unknown'
          ? ''
          : count(opened.symptoms.filter(({ session }) => session === undefined).length, 'row') +
            ' with a symptom',
        telemetry.searched === undefined ? '' : wayWords[telemetry.searched.way],
      ]
        .filter(Boolean)
        .join(', '),
  },
  'session-log': {
    facts: ({ sessionLog }) =>
      sessionLog === undefined ? [] : [sessionLog.sessions, sessionLog.tail],
    done: ({ sessionLog }) =>
      sessionLog === undefined
        ? ''
        : known(sessionLog.tail, (tail) =>
            tail === null
              ? 'no session of the serving version'
              : [
                  `session ${tail.session.id}`,
                  count(tail.lines.length, 'line'),
                  `${tail.lines.filter(({ text }) => classifySymptom(text) !== null).length} with a symptom`,
                ].join(', '),
          ),
  },
};

/** Why facts are not known; what was not read for want of another one is said only where nothing else is. */
function whyUnknown(facts: Fact<unknown>[]): string[] {
  const open = facts.filter((fact) => fact.status === 'unknown');
  const causes = open.filter(({ reason }) => reason !== 'not-read');
  return [...new Set((causes.length > 0 ? causes : open).map(({ detail }) => detail))];
}

/** The timeline of the investigation: what each step read, how long it took and what came of it. */
export function describeSteps(facts: DiagnosisFacts, opened: Case | null): Step[] {
  return stepIds.map((id): Step => {
    const { facts: factsOf, done } = steps[id];
    const timing = facts.steps.find((step) => step.id === id);
    const unknown = factsOf(facts).filter((fact) => fact.status === 'unknown');
    const knownCount = factsOf(facts).length - unknown.length;
    const notes = [done(facts, opened), ...whyUnknown(unknown)];
    return {
      id,
      title: stepTitles[id],
      status: statusOf(timing !== undefined, unknown.length, knownCount),
      durationMs: timing?.durationMs ?? 0,
      reads: facts.reads
        .filter(({ step }) => step === id)
        .map(({ method, url, status, durationMs, az }) => ({
          method,
          url,
          status,
          durationMs,
          az,
        })),
      note: notes.filter(Boolean).join('. ').replaceAll('..', '.'),
    };
  });
}

function statusOf(ran: boolean, unknown: number, knownCount: number): Step['status'] {
  if (!ran) return 'skipped';
  if (unknown === 0) return 'done';
  return knownCount === 0 ? 'failed' : 'partial';
}
