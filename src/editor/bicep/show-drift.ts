import type * as vscode from 'vscode';
import type { Connect } from '../origin/connect.ts';
import { compareWithLive } from './compare-live.ts';
import type { LastDeployments } from './last-deployments.ts';
import { driftPage } from './panel/drift-page.ts';
import { linksInto, showPage, type Pages } from './panel/show-page.ts';
import type { BicepService } from './service.ts';
import { deploymentMeant, rootName } from './show-grants.ts';

export interface DriftContext {
  service: BicepService;
  connect: Connect;
  lastDeployments: LastDeployments;
  pages: Pages;
  extensionUri: vscode.Uri;
}

/** Compares a deployment with what is live, and shows the differences. */
export async function showDrift(
  root: string | undefined,
  { service, connect, lastDeployments, pages, extensionUri }: DriftContext,
): Promise<void> {
  const deployment = await deploymentMeant(root, service, 'Compare with live');
  const view = await compareWithLive(deployment, service, connect, lastDeployments);
  showPage(pages, extensionUri, {
    type: 'drift',
    title: `${rootName(deployment, service)} and live`,
    body: driftPage(view, linksInto(service)),
  });
}
