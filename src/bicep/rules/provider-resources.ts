import type { BicepFile, ResourceDeclaration } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';

/** The only resource of a provider that a file declares. */
export function onlyResourceOf(provider: string, file: BicepFile): ResourceDeclaration | null {
  const resources = resourcesOf(provider, file);
  return resources.length === 1 ? (resources[0] ?? null) : null;
}

/** The resources of a provider themselves, without their children. */
export function resourcesOf(provider: string, file: BicepFile): ResourceDeclaration[] {
  const type = new RegExp(`^${provider.replace('.', '\\.')}/[^/]+@`, 'i');
  return file.statements.filter(
    (statement): statement is ResourceDeclaration =>
      statement.kind === 'resource' && type.test(plainString(statement.type) ?? ''),
  );
}
