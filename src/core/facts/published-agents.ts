import type { Agent, PublishedAgent } from './azure.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import { valueOf } from './fact.ts';

/** The applications that publish an agent. */
export function applicationsOf(
  { name }: Pick<Agent, 'name'>,
  applications: PublishedAgent[],
): PublishedAgent[] {
  return applications.filter(({ agents }) => agents.includes(name));
}

/** The application that runs as a principal; undefined where none that was read does. */
export function publishedAs(
  { applications }: Pick<DiagnosisFacts, 'applications'>,
  principalId: string,
): PublishedAgent | undefined {
  const id = principalId.toLowerCase();
  return (applications && valueOf(applications))?.find(
    ({ instanceIdentity }) => instanceIdentity?.principalId.toLowerCase() === id,
  );
}

/** Whose identity a published one is, in a person's words. */
export function publishedInWords({
  application,
  agents,
}: Pick<PublishedAgent, 'application' | 'agents'>): string {
  const published = agents.length === 0 ? 'an agent' : `agent ${agents.join(', ')}`;
  return `the identity of application ${application}, which publishes ${published}`;
}
