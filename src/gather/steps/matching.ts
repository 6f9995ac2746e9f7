import { sameScope } from '../../core/arm/scope.ts';
import type { Account, Project } from '../../core/facts/azure.ts';
import type { Candidate } from '../request.ts';
import { accountIdOf, parseResourceId } from '../wire/arm-id.ts';

/** How accounts and projects are told apart, recognised by what was asked for, and offered. */

/** Whether agents can live in the account. A project in it proves it where ARM does not say so. */
export function isFoundry(account: Account, projects: Project[]): boolean {
  return (
    same(account.kind, 'AIServices') &&
    (account.allowProjectManagement || projects.some((project) => isIn(project, account)))
  );
}

export function isIn(project: Project, account: Account): boolean {
  return sameScope(accountIdOf(project.id), account.id);
}

export function isNamed({ id, name }: Account, asked: string): boolean {
  return same(name, asked) || sameScope(id, asked);
}

/** A project is asked for by its name, its ARM id or its endpoint. */
export function isNamedProject({ id, name, endpoint }: Project, asked: string): boolean {
  const url = asked.replace(/\/+$/, '');
  return same(name, asked) || sameScope(id, asked) || (endpoint !== null && same(endpoint, url));
}

export function describeAccount({ id, name, resourceGroup, location }: Account): Candidate {
  return { id, name, detail: `${resourceGroup}, ${location}` };
}

export function describeProject({ id, name }: Project): Candidate {
  return { id, name, detail: parseResourceId(id)?.account ?? '' };
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
