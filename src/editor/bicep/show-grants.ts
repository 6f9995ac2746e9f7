import * as vscode from 'vscode';
import type { Deployment } from '../../bicep/grants/role-grant.ts';
import { grantsMatrix } from '../../bicep/views/grants-matrix.ts';
import { UserError } from '../commands/user-error.ts';
import { pickDeployment } from './knowledge.ts';
import { grantsPage } from './panel/grants-page.ts';
import { linksInto, showPage, type Pages } from './panel/show-page.ts';
import { pathOf } from './paths.ts';
import type { BicepService } from './service.ts';

/** Shows all grants of a deployment: of the root named, else of the file in the active editor. */
export async function showGrants(
  root: string | undefined,
  service: BicepService,
  pages: Pages,
  extensionUri: vscode.Uri,
): Promise<void> {
  const deployment = await deploymentMeant(root, service, 'Show all grants');
  showPage(pages, extensionUri, {
    type: 'grants',
    title: `Grants of ${rootName(deployment, service)}`,
    body: grantsPage(grantsMatrix(deployment), linksInto(service)),
  });
}

/** The deployment that a command is about; asks where the active file belongs to several. */
export async function deploymentMeant(
  root: string | undefined,
  service: BicepService,
  title: string,
): Promise<Deployment> {
  if (root !== undefined) {
    const named = service.deployments().find((deployment) => deployment.root === root);
    if (named === undefined) throw new UserError('This deployment is not there any more.');
    return named;
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active === undefined ? [] : service.deploymentsOf(pathOf(active));
  const deployments = own.length > 0 ? own : service.deployments();
  if (deployments.length === 0) throw new UserError('There is no Bicep file in this workspace.');
  return pickDeployment(deployments, title);
}

/** The root file as the workspace calls it. */
export function rootName({ root }: Deployment, service: BicepService): string {
  const uri = service.uriOf(root);
  return uri === undefined ? root : vscode.workspace.asRelativePath(uri);
}
