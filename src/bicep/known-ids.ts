import { normalizeScope, scopeChain, scopeName, subscriptionOf } from '../core/arm/scope.ts';
import type { ResourceRef, TellingOutput } from './grants/role-grant.ts';
import type { Knowledge, KnownValues } from './known-values.ts';

/** Under which azd passes whoever is signed in. */
export const deployerVariable = 'AZURE_PRINCIPAL_ID';

/** The id among those known that is this resource's: by type and name, or the only one of its type. */
export function knownId(resource: ResourceRef, knowledge: Knowledge): string | null {
  const { deployment, known } = knowledge;
  const told = outputOf('resource', resource.key, knowledge);
  if (told !== null && typeOf(told) === resource.type) return told;
  const ofType = (ids: string[]): string[] => ids.filter((id) => typeOf(id) === resource.type);
  const name = nameOf(resource, knowledge);
  if (name !== null) {
    const last = name.split('/').at(-1) ?? name;
    const isCalledSo = (id: string): boolean => scopeName(id).toLowerCase() === last.toLowerCase();
    return ofType(idsIn(known)).find(isCalledSo) ?? null;
  }
  const declared = new Set(
    deployment.resources.filter(({ type }) => type === resource.type).map(({ key }) => key),
  );
  if (declared.size > 1) return null;
  // What the last deployment made is this one's; a subscription may hold others of the type.
  const made = ofType(known.lastDeployment?.resources ?? []);
  const [only, ...others] = made.length > 0 ? made : ofType(idsIn(known));
  return others.length === 0 ? (only ?? null) : null;
}

/** What an output of the last deployment says of a principal or a resource, by azd or by Azure. */
export function outputOf(
  of: TellingOutput['of'],
  key: string,
  { deployment, known }: Knowledge,
): string | null {
  for (const output of deployment.outputs) {
    if (output.of !== of || output.key !== key) continue;
    const value =
      known.environment[output.name] ??
      (known.lastDeployment && ignoringCase(known.lastDeployment.outputs, output.name));
    if (value) return value;
  }
  return null;
}

/** ARM keeps the names of parameters and outputs in whatever case they came first. */
function ignoringCase(values: Record<string, string | null>, name: string): string | null {
  const found = Object.entries(values).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? null;
}

/** Every resource id that is known, and the parents that they name. */
function idsIn({ environment, resources, lastDeployment }: KnownValues): string[] {
  const made = lastDeployment?.resources ?? [];
  const named = Object.values(environment).filter((value) => subscriptionOf(value) !== null);
  const ids = [...resources.map(({ id }) => id), ...named, ...made].flatMap((id) =>
    // The chain is lower case; its links are as long as the id's own beginnings.
    scopeChain(id).map((link) => id.slice(0, link.length)),
  );
  const unique = new Map(ids.map((id) => [normalizeScope(id), id]));
  return [...unique.values()].filter((id) => /\/providers\/[^/]+\/[^/]+\/[^/]/i.test(id));
}

/** `microsoft.cognitiveservices/accounts/projects` of an id. */
function typeOf(id: string): string {
  const [provider = '', ...segments] = (id.split(/\/providers\//i).at(-1) ?? '').split('/');
  return [provider, ...segments.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
}

export function nameOf(resource: ResourceRef, knowledge: Knowledge): string | null {
  // What of a name is not evaluated stands in braces in the key.
  const isLiteral = !(resource.key.split('|').at(-1) ?? '').split('/').at(-1)?.includes('{');
  return isLiteral ? resource.name : parameterValue(resource.name, knowledge);
}

export function parameterValue(name: string, { deployment, known }: Knowledge): string | null {
  const remembered = known.parameters[name];
  if (typeof remembered === 'string' && remembered !== '') return remembered;
  for (const { value } of deployment.parameters.filter((candidate) => candidate.name === name)) {
    const found =
      value.kind === 'literal'
        ? value.value
        : (variableValue(value.variable, known) ?? value.fallback);
    if (found !== null && found !== '') return found;
  }
  const deployed = known.lastDeployment && ignoringCase(known.lastDeployment.parameters, name);
  return deployed === '' ? null : deployed;
}

/** azd passes whoever is signed in as AZURE_PRINCIPAL_ID, also where no file says so. */
export function variableValue(
  variable: string,
  { environment, deployer }: KnownValues,
): string | undefined {
  return environment[variable] ?? (variable === deployerVariable ? deployer?.objectId : undefined);
}
