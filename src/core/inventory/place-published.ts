import type { Agent, PublishedAgent } from '../facts/azure.ts';
import type { ModelRoute } from '../facts/route.ts';
import type { CoveragePlace } from './coverage.ts';
import type { InventoryIdentity } from './identities.ts';
import { placeVersion, type VersionSurroundings } from './place-version.ts';

export interface PlacedApplication {
  place: CoveragePlace & { route: ModelRoute };
  /** Empty where the application shows no identity yet. */
  identities: InventoryIdentity[];
}

/**
 * Finds where the model calls of a published agent go: where those of the agent go that it publishes,
 * but as the application's own identity. Where that agent is not among those that were read, its calls
 * are taken to go to the project endpoint, which the platform hands to every agent.
 */
export function placePublished(
  surroundings: VersionSurroundings,
  agents: Agent[],
  published: PublishedAgent,
): PlacedApplication {
  const { account, project } = surroundings;
  const agent = agents.find(({ name }) => published.agents.includes(name));
  const place = agent
    ? placeVersion(surroundings, agent, agent.serving).place
    : { account, project, route: projectEndpoint(project.endpoint), target: null };
  const { application, instanceIdentity } = published;
  const role = 'published-agent';
  const of = published.agents.join(', ') || 'an agent';
  const name = `${of}, published by ${application}`;
  return {
    place,
    identities: instanceIdentity ? [{ ...instanceIdentity, role, name, resourceId: null }] : [],
  };
}

/** The versions that the deployments of an application run; empty where they are not known. */
export function publishedVersions({ deployments }: PublishedAgent): string[] {
  const versions = (deployments ?? []).flatMap(({ agents }) =>
    agents.flatMap(({ version }) => version ?? []),
  );
  return [...new Set(versions)];
}

function projectEndpoint(url: string | null): ModelRoute {
  return {
    kind: 'project-endpoint',
    caller: 'agent-instance',
    url,
    via: 'the agent that it publishes was not read',
  };
}
