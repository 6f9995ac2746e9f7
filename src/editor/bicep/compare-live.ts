import * as vscode from 'vscode';
import { valueOf } from '../../core/facts/fact.ts';
import type { DeployedTemplate } from '../../core/drift/last-deployment.ts';
import { compareAssignments } from '../../core/drift/compare-assignments.ts';
import type { RoleAssignment } from '../../core/facts/azure.ts';
import type { Deployment } from '../../bicep/grants/role-grant.ts';
import { resourceIdOf } from '../../bicep/known-scopes.ts';
import { closed } from '../../bicep/known-values.ts';
import { plainString } from '../../bicep/syntax/plain-string.ts';
import { declaredAssignments } from '../../bicep/views/declared-assignments.ts';
import type { ConnectionRequest, InventoryReader } from '../../gather/index.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import type { Connect } from '../origin/connect.ts';
import { describeOrigin } from '../origin/origin.ts';
import { originOfSettings } from '../origin/settings.ts';
import { armGuid } from './arm-guid.ts';
import { readAzureValues } from './azure-values.ts';
import { knowledgeOf, type LocalKnowledge } from './knowledge.ts';
import type { LastDeployments } from './last-deployments.ts';
import type { DriftView } from './panel/drift-page.ts';
import type { BicepService } from './service.ts';

/**
 * Reads the live role assignments of a deployment's subscription and compares them with the declared
 * ones. The last deployment that was read on the way is remembered. Throws a CancellationError where the user leaves it, and a UserError where nothing can be
 * compared at all.
 */
export async function compareWithLive(
  deployment: Deployment,
  service: BicepService,
  connect: Connect,
  lastDeployments: LastDeployments,
): Promise<DriftView> {
  const origin = originOfSettings();
  const source = describeOrigin(origin);
  const title = `Comparing with ${source}`;
  return withCancellableProgress(title, async ({ signal, say }) => {
    say('connecting');
    const [{ openInventory, listNames, readLastDeployment }, connection, local] = await Promise.all(
      [import('../../gather/index.ts'), connect(origin), knowledgeOf(deployment, service)],
    );
    const request: ConnectionRequest = { ...connection, signal };
    const reader = openInventory(request);
    const subscription =
      local.known.environment['AZURE_SUBSCRIPTION_ID'] ?? (await pickSubscription(reader));
    say('reading role assignments');
    const [found, access, last] = await Promise.all([
      readAzureValues(reader, subscription),
      reader.access(subscription),
      readLastDeployment(
        request,
        scopeOfHistory(deployment, subscription, local, service),
        deployedTemplate(deployment, local, service),
      ),
    ]);
    if (access.assignments.status === 'unknown') {
      throw new UserError(`The role assignments could not be read: ${access.assignments.detail}`, [
        'show-log',
      ]);
    }
    const environment = { AZURE_SUBSCRIPTION_ID: subscription, ...local.known.environment };
    const lastDeployment = valueOf(last) ?? null;
    const { root } = deployment;
    lastDeployments.set({ root, environment: local.environment, origin }, lastDeployment);
    const known = { ...local.known, environment, ...found.values, lastDeployment };
    const knowledge = { ...local, known };

    const assignments = access.assignments.value;
    const scopes = deployment.resources.flatMap(
      (resource) => closed(resourceIdOf(resource, knowledge)) ?? [],
    );
    say('reading the names of principals');
    const ids = [...new Set(assignments.filter(atOrBelow(scopes)).map((one) => one.principalId))];
    const named = ids.length === 0 ? {} : await listNames(request, ids);
    const gone = Object.entries(named).filter(
      ([, name]) => name.status === 'unknown' && name.reason === 'not-found',
    );
    return {
      source,
      drift: compareAssignments(declaredAssignments(knowledge, armGuid), {
        assignments,
        scopes,
        gonePrincipals: new Set(gone.map(([id]) => id.toLowerCase())),
      }),
      notRead: [
        ...found.notRead,
        ...(last.status === 'unknown' ? [`The last deployment was not read: ${last.detail}`] : []),
      ],
      names: Object.fromEntries(
        Object.entries(named).flatMap(([id, name]) =>
          name.status === 'known' ? [[id.toLowerCase(), name.value.displayName]] : [],
        ),
      ),
    };
  });
}

/** Where Azure keeps the history of a template: the scope that it is deployed at. */
function scopeOfHistory(
  { root }: Deployment,
  subscription: string,
  { known }: LocalKnowledge,
  service: BicepService,
): string {
  const group = known.environment['AZURE_RESOURCE_GROUP'];
  const target = service.file(root)?.statements.find(({ kind }) => kind === 'target-scope');
  const isForGroup =
    target?.kind !== 'target-scope' || plainString(target.value) === 'resourceGroup';
  const path = `/subscriptions/${subscription}`;
  return isForGroup && group !== undefined ? `${path}/resourceGroups/${group}` : path;
}

function deployedTemplate(
  { root }: Deployment,
  { environment }: LocalKnowledge,
  service: BicepService,
): DeployedTemplate {
  const statements = service.file(root)?.statements ?? [];
  return {
    module: (root.split('/').at(-1) ?? root).replace(/\.bicep$/, ''),
    parameters: statements.flatMap((one) => (one.kind === 'param' ? [one.name.name] : [])),
    environment,
  };
}

async function pickSubscription(reader: InventoryReader): Promise<string> {
  const subscriptions = await reader.subscriptions();
  if (subscriptions.status === 'unknown') {
    throw new UserError(`Your subscriptions could not be read: ${subscriptions.detail}`);
  }
  const [first, ...others] = subscriptions.value;
  if (first === undefined) throw new UserError('You can see no subscription to compare with.');
  if (others.length === 0) return first.subscriptionId;
  const chosen = await vscode.window.showQuickPick(
    subscriptions.value.map(({ displayName, subscriptionId }) => ({
      label: displayName,
      description: subscriptionId,
    })),
    { title: 'Compare with live', placeHolder: 'Choose the subscription it is deployed to' },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.description;
}

function atOrBelow(scopes: string[]): (assignment: RoleAssignment) => boolean {
  const prefixes = scopes.map((scope) => scope.toLowerCase());
  return ({ scope }) => prefixes.some((prefix) => scope.toLowerCase().startsWith(prefix));
}
