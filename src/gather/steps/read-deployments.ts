import * as z from 'zod';
import type { AgentVersion, Project } from '../../core/facts/azure.ts';
import { calledModels } from '../../core/facts/called-models.ts';
import type { ModelDeployments } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { notRead } from '../fact.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Session } from '../session.ts';
import { parseResourceId } from '../wire/arm-id.ts';
import type { Target } from './find-target.ts';

const DeploymentWire = z.object({ name: z.string() });

/** The model deployments of the account that the calls reach, where the agent names one by name. */
export async function readDeployments(
  session: Session,
  { route, reached }: Target,
  version: AgentVersion,
  project: Project,
): Promise<Fact<ModelDeployments>> {
  if (route === null || reached === null) {
    return notRead('the account that the model calls reach is not known.');
  }
  if (calledModels(version, route, project).length === 0) {
    return notRead('the agent’s definition names no model deployment.');
  }
  const parts = parseResourceId(reached);
  if (parts === null) return notRead(`${reached} is no account.`);
  const { subscriptionId, resourceGroup, account } = parts;
  return session.ledger.fact('route', `the model deployments of ${account}`, async () => {
    const { deployments } = session.clients.cognitiveServices(subscriptionId);
    const names = await listAll(
      (options) => deployments.list(resourceGroup, account, options),
      (item) => DeploymentWire.parse(item).name,
    );
    return { accountId: reached, names };
  });
}
