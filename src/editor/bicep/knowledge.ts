import * as vscode from 'vscode';
import type { Deployment } from '../../bicep/grants/role-grant.ts';
import type { KnownValues, Knowledge } from '../../bicep/known-values.ts';
import { azdEnvironmentOf } from './azd-files.ts';
import type { BicepService } from './service.ts';

/** What is known of a deployment on this machine, and from where, for a person. */
export interface LocalKnowledge extends Knowledge {
  /** The azd environment that values came from; null where there is none. */
  environment: string | null;
}

/** A deployment with the values that azd keeps for it, and those that a caller has found besides. */
export async function knowledgeOf(
  deployment: Deployment,
  service: BicepService,
  found: Partial<Pick<KnownValues, 'deployer' | 'resources'>> = {},
): Promise<LocalKnowledge> {
  const uri = service.uriOf(deployment.root);
  const azd = uri === undefined ? null : await azdEnvironmentOf(uri);
  return {
    deployment,
    known: {
      environment: azd?.values ?? {},
      parameters: azd?.parameters ?? {},
      deployer: found.deployer ?? null,
      resources: found.resources ?? [],
      lastDeployment: null,
    },
    environment: azd?.name ?? null,
  };
}

/** Asks which deployment is meant where a file belongs to several. */
export async function pickDeployment(
  deployments: Deployment[],
  title: string,
): Promise<Deployment> {
  const [first, ...others] = deployments;
  if (first !== undefined && others.length === 0) return first;
  const chosen = await vscode.window.showQuickPick(
    deployments.map((deployment) => ({
      deployment,
      label: vscode.workspace.asRelativePath(deployment.root),
      description: `${deployment.grants.length} role assignments`,
    })),
    { title, placeHolder: 'Choose the deployment' },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.deployment;
}
