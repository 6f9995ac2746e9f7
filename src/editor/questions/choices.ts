import { capabilities } from '../../core/rbac/grant-options.ts';
import type { Subject } from '../../core/report/report.ts';
import { principalWords } from '../../core/report/vocabulary.ts';

/** One item of a list to pick from, and the text that it stands for in a question. */
export interface Choice {
  label: string;
  description: string;
  detail: string;
  value: string;
}

/** Whoever is signed in, and those that the last report speaks of. */
export function principalChoices(subject: Subject | undefined): Choice[] {
  const me = {
    label: 'me',
    description: 'whoever is signed in',
    detail: '',
    value: 'me',
  };
  if (subject === undefined) return [me];
  const { agent, project, account, principals } = subject;
  const path = project && account ? `${account.name}/${project.name}/` : '';
  return [
    ...(agent === null
      ? []
      : [
          {
            label: `agent:${agent.name}`,
            description: 'what the agent runs as',
            detail: '',
            value: `agent:${path}${agent.name}`,
          },
        ]),
    me,
    ...principals.map(({ id, role, displayName }) => ({
      label: displayName ?? id,
      description: principalWords[role],
      detail: displayName === null ? '' : id,
      value: id,
    })),
  ];
}

/** What agents and the people around them do, in words. */
export function actionChoices(): Choice[] {
  return capabilities.map(([capability, action]) => ({
    label: `${capability.charAt(0).toUpperCase()}${capability.slice(1)}`,
    description: '',
    detail: action,
    value: action,
  }));
}

/** The resources of the last report, the account that model calls reach among them. */
export function scopeChoices(subject: Subject | undefined): Choice[] {
  if (subject === undefined) return [];
  const { project, account, targetAccount } = subject;
  const named = [
    { resource: account, description: 'account' },
    { resource: project, description: 'project' },
    { resource: targetAccount, description: 'account that the model calls reach' },
  ].flatMap(({ resource, description }) =>
    resource === null
      ? []
      : [{ label: resource.name, description, detail: resource.id, value: resource.id }],
  );
  const isFirst = ({ value }: Choice, index: number): boolean =>
    named.findIndex((other) => other.value.toLowerCase() === value.toLowerCase()) === index;
  return named.filter(isFirst);
}

/** The choices with the one of last time before all others, even where it is none of them. */
export function lastFirst(choices: Choice[], last: string | undefined): Choice[] {
  if (last === undefined) return choices;
  const known = choices.find(({ value }) => value === last);
  const again = known ?? { label: last, description: '', detail: '', value: last };
  const description = [again.description, 'chosen last time'].filter(Boolean).join(', ');
  return [{ ...again, description }, ...choices.filter((choice) => choice !== known)];
}
