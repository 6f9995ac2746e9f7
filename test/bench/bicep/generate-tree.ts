import { createRandom } from '../tenant/random.ts';
import {
  foundryText,
  mainText,
  modernText,
  parametersText,
  rolesText,
  serviceText,
  sharedText,
  type Deployment,
} from './module-texts.ts';

export interface BicepText {
  /** With `/`, relative to the tree's root: `app-0007/modules/roles.bicep`. */
  path: string;
  text: string;
}

const services = [
  ['storage.bicep', 'Microsoft.Storage/storageAccounts@2024-01-01'],
  ['search.bicep', 'Microsoft.Search/searchServices@2025-05-01'],
  ['vault.bicep', 'Microsoft.KeyVault/vaults@2024-11-01'],
  ['cosmos.bicep', 'Microsoft.DocumentDB/databaseAccounts@2025-04-15'],
  ['site.bicep', 'Microsoft.Web/sites@2024-11-01'],
] as const;

/**
 * Deployments of ten files or eleven, as templates on GitHub are: a root file that calls modules for a
 * Foundry account with projects, for role assignments and for other services. The same seed gives the
 * same files.
 */
export function generateBicepTree({ files, seed }: { files: number; seed: number }): BicepText[] {
  const random = createRandom(seed);
  const tree: BicepText[] = [];
  for (let index = 0; tree.length < files; index += 1) {
    const name = `app-${String(index).padStart(4, '0')}`;
    const projects = Array.from({ length: 1 + random.below(4) }, (_, at) => `project-${at}`);
    tree.push(...deploymentFiles({ name, random, projects }));
  }
  return tree.slice(0, files);
}

function deploymentFiles(deployment: Deployment): BicepText[] {
  const texts: Record<string, string> = {
    'main.bicep': mainText(
      deployment,
      services.map(([file]) => file),
    ),
    'main.bicepparam': parametersText(deployment),
    'modules/foundry.bicep': foundryText(deployment),
    'modules/roles.bicep': rolesText(deployment),
  };
  for (const [file, type] of services) texts[`modules/${file}`] = serviceText(deployment, type);
  texts['modules/shared.bicep'] = sharedText();
  if (deployment.random.chance(0.5)) texts['modules/modern.bicep'] = modernText(deployment);
  return Object.entries(texts).map(([path, text]) => ({
    path: `${deployment.name}/${path}`,
    text,
  }));
}
