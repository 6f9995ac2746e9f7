import type { GrantablePrincipalType } from '../core/facts/azure.ts';
import { normalizeScope } from '../core/arm/scope.ts';
import type { TemplateDeployment } from '../core/drift/last-deployment.ts';
import type { OpenGrant, OpenValue, Template } from '../core/fixes/grant-command.ts';
import type {
  Deployment,
  GrantPrincipal,
  GrantScope,
  PrincipalTypeValue,
  ResourceRef,
  RoleGrant,
} from './grants/role-grant.ts';
import {
  deployerVariable,
  knownId,
  nameOf,
  outputOf,
  parameterValue,
  variableValue,
} from './known-ids.ts';

/** Values that templates leave open and that somebody knows: azd, a sign-in, a look at Azure. */
export interface KnownValues {
  /** Variables of the azd environment; the outputs of the last deployment are among them. */
  environment: Record<string, string>;
  /** Parameters that azd asked for and remembers, by name. */
  parameters: Record<string, unknown>;
  /** Who deploys; null where nobody is signed in. */
  deployer: { objectId: string; type: GrantablePrincipalType } | null;
  /** The last deployment of the root file, as Azure keeps it; null where it was not read. */
  lastDeployment: TemplateDeployment | null;
  /** Resources that were found in Azure, with the object id of their system-assigned identity. */
  resources: { id: string; principalId: string | null }[];
}

/** One deployment with what is known beside its templates. */
export interface Knowledge {
  deployment: Deployment;
  known: KnownValues;
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The object id of who is granted a role. */
export function principalIdOf(principal: GrantPrincipal, knowledge: Knowledge): Template {
  const { known } = knowledge;
  const open = (variable: string): Template => [
    { variable, meaning: `the object id of ${principal.text}` },
  ];
  const told = outputOf('principal', principal.key, knowledge);
  if (told !== null && guid.test(told)) return [told];
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
    case 'mistaken':
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
    case 'mistaken':
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
