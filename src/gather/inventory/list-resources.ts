import type { Fact } from '../../core/facts/fact.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import { listPages } from '../pipeline/list-pages.ts';
import type { Reading } from '../session.ts';
import { listAccounts, listProjects } from '../steps/read-inventory.ts';
import type { ResourceCollection } from './resource-collection.ts';

/** Types whose lists need no client of their own, as a sentence calls them. */
const plainTypes = [
  {
    type: 'Microsoft.MachineLearningServices/workspaces',
    apiVersion: apiVersions.machineLearningWorkspaces,
    words: 'hub workspaces',
  },
  {
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    apiVersion: apiVersions.userAssignedIdentities,
    words: 'user-assigned identities',
  },
];

/** Adds what ARM's own lists show of one subscription, and why a list is missing. */
export async function listResources(
  reading: Reading,
  subscriptionId: string,
  found: ResourceCollection,
): Promise<void> {
  const lists = await Promise.all([
    listFoundry(reading, subscriptionId, found),
    ...plainTypes.map((plain) => listPlain(reading, subscriptionId, plain, found)),
  ]);
  const missing = lists.flat().find((list) => list.status === 'unknown');
  if (missing) found.miss(subscriptionId, missing);
}

async function listFoundry(
  reading: Reading,
  subscriptionId: string,
  { resources }: ResourceCollection,
): Promise<Fact<unknown>[]> {
  const accounts = await listAccounts(reading, subscriptionId);
  if (accounts.status === 'unknown') return [accounts];
  resources.accounts.push(...accounts.value);
  return Promise.all(
    accounts.value
      .filter((account) => account.allowProjectManagement)
      .map(async (account) => {
        const projects = await listProjects(reading, account);
        if (projects.status === 'known') resources.projects.push(...projects.value);
        return projects;
      }),
  );
}

async function listPlain(
  { cloud, clients, ledger }: Reading,
  subscriptionId: string,
  { type, apiVersion, words }: (typeof plainTypes)[number],
  found: ResourceCollection,
): Promise<Fact<void>[]> {
  const path = `/subscriptions/${subscriptionId}/providers/${type}?api-version=${apiVersion}`;
  const what = `the ${words} of the subscription ${subscriptionId}`;
  return [
    await ledger.fact('inventory', what, () =>
      listPages(clients.arm, `${cloud.arm.endpoint}${path}`, (page) => {
        found.add(page);
      }),
    ),
  ];
}
