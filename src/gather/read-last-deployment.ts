import {
  lastDeploymentOf,
  type DeployedTemplate,
  type TemplateDeployment,
} from '../core/drift/last-deployment.ts';
import type { Fact } from '../core/facts/fact.ts';
import { connect, untilAborted } from './connect.ts';
import { apiVersions } from './pipeline/api-versions.ts';
import { listPages } from './pipeline/list-pages.ts';
import type { ConnectionRequest } from './request.ts';
import { parseTemplateDeployment } from './wire/template-deployments.ts';

/**
 * The last deployment of a template that succeeded at a scope: `/subscriptions/…`, or a resource
 * group in one. Null where the history has none; unknown where it could not be read.
 */
export function readLastDeployment(
  request: ConnectionRequest,
  scope: string,
  template: DeployedTemplate,
): Promise<Fact<TemplateDeployment | null>> {
  return untilAborted(request.signal, async () => {
    const { clients, ledger } = await connect(request, []);
    const path = `${scope}/providers/Microsoft.Resources/deployments`;
    const url = `${request.cloud.arm.endpoint}${path}?api-version=${apiVersions.templateDeployments}`;
    return ledger.fact('inventory', `the deployments at ${scope}`, async () => {
      const history: TemplateDeployment[] = [];
      await listPages(clients.arm, url, (page) => {
        history.push(...page.map(parseTemplateDeployment));
      });
      return lastDeploymentOf(template, history);
    });
  });
}
