import type { OpenValue, Template } from '../core/fixes/grant-command.ts';
import type { GrantScope, ResourceRef } from './grants/role-grant.ts';
import { knownId, nameOf } from './known-ids.ts';
import type { Knowledge } from './known-values.ts';
import { variableName } from './variable-name.ts';

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

function parentsOf({ parent }: ResourceRef): ResourceRef[] {
  return parent === null ? [] : [...parentsOf(parent), parent];
}

function valueOr(value: string | undefined, open: OpenValue): string | OpenValue {
  return value === undefined || value === '' ? open : value;
}
