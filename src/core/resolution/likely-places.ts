import { covers } from '../arm/scope.ts';
import type { Account, Project } from '../facts/azure.ts';
import type { Explanation } from '../symptoms/explanation.ts';
import type { PrincipalFacts } from './who.ts';

type Places = Pick<PrincipalFacts, 'resources'>;

/** The accounts that a text names by host or by ARM id; none where it names none that is known. */
export function namedAccounts(explanation: Explanation, { resources }: Places): Account[] {
  if (resources.status === 'unknown') return [];
  const { scopes, hosts } = placesIn(explanation);
  return resources.value.accounts.filter(
    ({ id, name, endpoints }) =>
      scopes.some((scope) => covers(id, scope)) ||
      hosts.some(
        (host) =>
          same(host.split('.', 1)[0] ?? '', name) ||
          Object.values(endpoints).some((url) => url.toLowerCase().includes(`//${host}`)),
      ),
  );
}

/** The projects that a text names, in the accounts that it names; none where it names none. */
export function namedProjects(explanation: Explanation, places: Places): Project[] {
  const names = placesIn(explanation).projects;
  return projectsInside(explanation, places).filter(({ name }) =>
    names.some((project) => same(project, name)),
  );
}

/** The projects to search for somebody: those that the text names, else all in its accounts, else all. */
export function likelyProjects(explanation: Explanation, places: Places): Project[] {
  const named = namedProjects(explanation, places);
  return named.length > 0 ? named : projectsInside(explanation, places);
}

function projectsInside(explanation: Explanation, places: Places): Project[] {
  if (places.resources.status === 'unknown') return [];
  const { projects } = places.resources.value;
  const accounts = namedAccounts(explanation, places);
  return accounts.length === 0
    ? projects
    : projects.filter((project) => accounts.some(({ id }) => covers(id, project.id)));
}

/** Everything in a text that names a place. Hosts are lower case. */
function placesIn({ symptom, others, hints }: Explanation): {
  hosts: string[];
  scopes: string[];
  projects: string[];
} {
  const symptoms = [...(symptom === null ? [] : [symptom]), ...others];
  const texts = symptoms.flatMap(({ host, scope, quote, operation }) =>
    [host, scope, quote, operation].filter((text) => text !== null),
  );
  const inPaths = texts.flatMap((text) =>
    [...text.matchAll(/\/projects\/([\w.-]{2,64})/g)].flatMap(([, name]) => name ?? []),
  );
  // A channel's refusal names the project in its sentence.
  const inWords = symptoms.flatMap((one) =>
    one.class === 'missing-data-action' && one.name !== null ? one.name : [],
  );
  return {
    hosts: hints.hosts.map((host) => host.toLowerCase()),
    scopes: symptoms.flatMap(({ scope }) => scope ?? []),
    projects: [...inPaths, ...inWords],
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
