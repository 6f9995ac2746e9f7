import type { AgentDeployment, PublishedAgent } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { errorChain, statusOf } from '../errors/error-parts.ts';
import { isUnregistered } from '../errors/unregistered.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import { listPages } from '../pipeline/list-pages.ts';
import type { Reading } from '../session.ts';
import { parseAgentDeployment, parseApplication } from '../wire/applications.ts';

/**
 * The applications through which a project publishes agents, without their deployments. A service
 * that knows no applications has none. `projectId` is an ARM id.
 */
export function readApplications(
  reading: Reading,
  projectId: string,
): Promise<Fact<PublishedAgent[]>> {
  const what = `the applications of the project ${projectId.split('/').at(-1)}`;
  return reading.ledger.fact('project', what, () =>
    listUnder(reading, `${projectId}/applications`, parseApplication),
  );
}

/** The same, each with its deployments where they can be read. */
export async function readPublishedAgents(
  reading: Reading,
  projectId: string,
): Promise<Fact<PublishedAgent[]>> {
  const applications = await readApplications(reading, projectId);
  if (applications.status === 'unknown') return applications;
  const value = await Promise.all(
    applications.value.map(async (application) => ({
      ...application,
      deployments: await readDeployments(reading, application),
    })),
  );
  return { ...applications, value };
}

/** Null where they cannot be read: they tell a version, and nothing rests on them. */
async function readDeployments(
  reading: Reading,
  { id, application }: PublishedAgent,
): Promise<AgentDeployment[] | null> {
  const what = `the deployments of the application ${application}`;
  const read = await reading.ledger.fact('project', what, () =>
    listUnder(reading, `${id}/agentDeployments`, parseAgentDeployment),
  );
  return read.status === 'known' ? read.value : null;
}

async function listUnder<T>(
  { cloud, clients }: Reading,
  path: string,
  parse: (resource: unknown) => T,
): Promise<T[]> {
  const found: T[] = [];
  const url = `${cloud.arm.endpoint}${path}?api-version=${apiVersions.applications}`;
  try {
    await listPages(clients.arm, url, (page) => {
      found.push(...page.map(parse));
    });
  } catch (error) {
    if (isUnknownType(error)) return [];
    throw error;
  }
  return found;
}

function isUnknownType(error: unknown): boolean {
  return isUnregistered(error) || errorChain(error).some((part) => statusOf(part) === 404);
}
