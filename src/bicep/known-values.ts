import type { GrantablePrincipalType } from '../core/facts/azure.ts';
import { normalizeScope, scopeChain, scopeName, subscriptionOf } from '../core/arm/scope.ts';
import type { OpenGrant, OpenValue, Template } from '../core/fixes/grant-command.ts';
import type {
  Deployment,
  GrantPrincipal,
  GrantScope,
  PrincipalTypeValue,
  ResourceRef,
  RoleGrant,
} from './grants/role-grant.ts';

/** Values that templates leave open and that somebody knows: azd, a sign-in, a look at Azure. */
export interface KnownValues {
  /** Variables of the azd environment; the outputs of the last deployment are among them. */
  environment: Record<string, string>;
  /** Parameters that azd asked for and remembers, by name. */
  parameters: Record<string, unknown>;
  /** Who deploys; null where nobody is signed in. */
  deployer: { objectId: string; type: GrantablePrincipalType } | null;
  /** Resources that were found in Azure, with the object id of their system-assigned identity. */
  resources: { id: string; principalId: string | null }[];
}

/** One deployment with what is known beside its templates. */
export interface Knowledge {
  deployment: Deployment;
  known: KnownValues;
}

const deployerVariable = 'AZURE_PRINCIPAL_ID';

/** The object id of who is granted a role. */
export function principalIdOf(principal: GrantPrincipal, knowledge: Knowledge): Template {
  const { known } = knowledge;
  const open = (variable: string): Template => [
    { variable, meaning: `the object id of ${principal.text}` },
  ];
  switch (principal.kind) {
    case 'literal':
      return [principal.objectId];
    case 'parameter': {
      const value = parameterValue(principal.name, knowledge);
      return value === null ? open(variableName(principal.name)) : [value];
    }
    case 'deployer': {
      const objectId = variableValue(deployerVariable, known);
      return objectId === undefined ? open('DEPLOYER_ID') : [objectId];
    }
    case 'system-assigned':
    case 'user-assigned': {
      const id = knownId(principal.resource, knowledge);
      const live = known.resources.find((one) => id !== null && sameId(one.id, id));
      return live?.principalId ? [live.principalId] : open('PRINCIPAL_ID');
    }
    case 'agent-identity':
      return open('AGENT_PRINCIPAL_ID');
    case 'unknown':
      return open('PRINCIPAL_ID');
  }
}

/** What `--assignee-principal-type` gets. Only people need to be told apart from the rest. */
export function principalTypeOf(
  type: PrincipalTypeValue,
  principal: GrantPrincipal,
  { deployment, known }: Knowledge,
): Template {
  if (type.kind === 'literal') return [type.value];
  switch (principal.kind) {
    case 'system-assigned':
    case 'user-assigned':
    case 'agent-identity':
      return ['ServicePrincipal'];
    case 'deployer':
      if (known.deployer !== null) return [known.deployer.type];
      break;
    case 'parameter':
      if (isDeployerParameter(principal.name, deployment) && known.deployer !== null) {
        return [known.deployer.type];
      }
      break;
    case 'literal':
    case 'unknown':
  }
  return [{ variable: 'PRINCIPAL_TYPE', meaning: 'User, Group or ServicePrincipal' }];
}

/** The ARM id of a scope, as far as it is known. */
export function scopeIdOf(scope: GrantScope, knowledge: Knowledge): Template {
  const { known } = knowledge;
  const subscription = valueOr(known.environment['AZURE_SUBSCRIPTION_ID'], {
    variable: 'SUBSCRIPTION_ID',
    meaning: 'the id of the subscription',
  });
  const group = valueOr(known.environment['AZURE_RESOURCE_GROUP'], {
    variable: 'RESOURCE_GROUP',
    meaning: 'the name of the resource group',
  });
  switch (scope.kind) {
    case 'resource':
      return resourceIdOf(scope.resource, knowledge);
    case 'resource-group':
      return ['/subscriptions/', subscription, '/resourceGroups/', group];
    case 'subscription':
      return ['/subscriptions/', subscription];
    case 'management-group':
    case 'tenant':
    case 'unknown':
      return [{ variable: 'SCOPE', meaning: `the ARM id of ${scope.text}` }];
  }
}

/** The ARM id of a resource, as far as it is known. */
export function resourceIdOf(resource: ResourceRef, knowledge: Knowledge): Template {
  const id = knownId(resource, knowledge);
  if (id !== null) return [id];
  const { environment } = knowledge.known;
  const chain = [...parentsOf(resource), resource];
  const [provider = '', ...types] = resource.type.split('/');
  const names = chain.flatMap((one): (string | OpenValue)[] => {
    const name = nameOf(one, knowledge);
    const kind = one.type.split('/').at(-1)?.replace(/s$/, '') ?? 'resource';
    return (
      name?.split('/') ?? [
        {
          variable: `${variableName(kind)}_NAME`,
          meaning: `the name of ${one.symbol ?? one.name}`,
        },
      ]
    );
  });
  // A child that does not name its parents cannot be spelled out piece by piece.
  if (names.length !== types.length) {
    return [{ variable: 'SCOPE', meaning: `the ARM id of ${resource.symbol ?? resource.name}` }];
  }
  return [
    '/subscriptions/',
    valueOr(environment['AZURE_SUBSCRIPTION_ID'], {
      variable: 'SUBSCRIPTION_ID',
      meaning: 'the id of the subscription',
    }),
    '/resourceGroups/',
    valueOr(environment['AZURE_RESOURCE_GROUP'], {
      variable: 'RESOURCE_GROUP',
      meaning: `the resource group of ${resource.symbol ?? resource.name}`,
    }),
    `/providers/${spelling[provider] ?? provider}`,
    ...types.flatMap((type, index) => [`/${type}/`, names[index] ?? '']),
  ];
}

/** ARM ignores case; people do not. */
const spelling: Record<string, string> = {
  'microsoft.cognitiveservices': 'Microsoft.CognitiveServices',
  'microsoft.search': 'Microsoft.Search',
  'microsoft.storage': 'Microsoft.Storage',
};

/** The grant as a command needs it, at its own scope or at another resource. */
export function openGrant(
  grant: RoleGrant,
  role: string,
  at: ResourceRef | null,
  knowledge: Knowledge,
): OpenGrant {
  return {
    principalId: principalIdOf(grant.principal, knowledge),
    principalType: principalTypeOf(grant.principalType, grant.principal, knowledge),
    role,
    scope: at === null ? scopeIdOf(grant.scope, knowledge) : resourceIdOf(at, knowledge),
  };
}

/** The value of a template without open parts; null where a part is open. */
export function closed(template: Template): string | null {
  return template.every((part) => typeof part === 'string') ? template.join('') : null;
}

/** The id among those known that is this resource's: by type and name, or the only one of its type. */
function knownId(resource: ResourceRef, knowledge: Knowledge): string | null {
  const { deployment, known } = knowledge;
  const ofType = idsIn(known).filter((id) => typeOf(id) === resource.type);
  const name = nameOf(resource, knowledge);
  if (name !== null) {
    const last = name.split('/').at(-1) ?? name;
    return ofType.find((id) => scopeName(id).toLowerCase() === last.toLowerCase()) ?? null;
  }
  const declared = new Set(
    deployment.resources.filter(({ type }) => type === resource.type).map(({ key }) => key),
  );
  return ofType.length === 1 && declared.size <= 1 ? (ofType[0] ?? null) : null;
}

/** Every resource id that is known, and the parents that they name. */
function idsIn({ environment, resources }: KnownValues): string[] {
  const named = Object.values(environment).filter((value) => subscriptionOf(value) !== null);
  const ids = [...resources.map(({ id }) => id), ...named].flatMap((id) =>
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

function nameOf(resource: ResourceRef, knowledge: Knowledge): string | null {
  // What of a name is not evaluated stands in braces in the key.
  const isLiteral = !(resource.key.split('|').at(-1) ?? '').split('/').at(-1)?.includes('{');
  return isLiteral ? resource.name : parameterValue(resource.name, knowledge);
}

function parameterValue(name: string, { deployment, known }: Knowledge): string | null {
  const remembered = known.parameters[name];
  if (typeof remembered === 'string' && remembered !== '') return remembered;
  for (const { value } of deployment.parameters.filter((candidate) => candidate.name === name)) {
    const found =
      value.kind === 'literal'
        ? value.value
        : (variableValue(value.variable, known) ?? value.fallback);
    if (found !== null && found !== '') return found;
  }
  return null;
}

/** azd passes whoever is signed in as AZURE_PRINCIPAL_ID, also where no file says so. */
function variableValue(
  variable: string,
  { environment, deployer }: KnownValues,
): string | undefined {
  return environment[variable] ?? (variable === deployerVariable ? deployer?.objectId : undefined);
}

function isDeployerParameter(name: string, { parameters }: Deployment): boolean {
  return parameters.some(
    (one) =>
      one.name === name &&
      one.value.kind === 'environment' &&
      one.value.variable === deployerVariable,
  );
}

function parentsOf({ parent }: ResourceRef): ResourceRef[] {
  return parent === null ? [] : [...parentsOf(parent), parent];
}

/** `agentPrincipalId` as `AGENT_PRINCIPAL_ID`. */
function variableName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}

function valueOr(value: string | undefined, open: OpenValue): string | OpenValue {
  return value === undefined || value === '' ? open : value;
}

function sameId(a: string, b: string): boolean {
  return normalizeScope(a) === normalizeScope(b);
}
