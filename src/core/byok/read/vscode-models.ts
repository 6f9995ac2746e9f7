import type { Client, Provider, Value } from '../provider.ts';
import {
  member,
  objectMember,
  objectsIn,
  textMember,
  type Literal,
  type ObjectLiteral,
} from './literal.ts';
import { secretsOf } from './secrets.ts';

/** The vendors of `chatLanguageModels.json` whose models can be on Azure. */
const vendors: Record<string, Client> = {
  azure: 'vscode-azure',
  customendpoint: 'vscode-custom',
  customoai: 'vscode-custom',
};

/** The models of `chatLanguageModels.json`: a list of groups, each with its vendor and models. */
export function chatModelProviders(root: Literal): Provider[] {
  if (root.kind !== 'list') return [];
  return root.items.flatMap((group) => {
    if (group.kind !== 'object') return [];
    const client = vendors[textMember(group, 'vendor')?.text.toLowerCase() ?? ''];
    const models = member(group, 'models');
    if (client === undefined || models?.kind !== 'list') return [];
    return models.items.flatMap((model, index) =>
      model.kind === 'object'
        ? [modelProvider(client, model, textMember(model, 'id')?.text ?? null, group, index === 0)]
        : [],
    );
  });
}

/** The models of the setting that came before that file. */
export function settingsProviders(root: Literal): Provider[] {
  return objectsIn(root).flatMap((settings) => {
    const models = objectMember(settings, 'github.copilot.chat.azureModels');
    if (models === null) return [];
    const authType = textMember(settings, 'github.copilot.chat.azureAuthType')?.text;
    return [...models.members].flatMap(([id, model]) => {
      if (model.kind !== 'object') return [];
      const name = textMember(model, 'deploymentName')?.text ?? id;
      const provider = modelProvider('vscode-azure', model, name, null, true);
      return [
        { ...provider, credential: authType === 'apiKey' ? ('key' as const) : provider.credential },
      ];
    });
  });
}

/**
 * @param isFirst Whether it is the group's first model: what the group itself says, its key and its
 *   tenant, is said once.
 */
function modelProvider(
  client: Client,
  model: ObjectLiteral,
  name: string | null,
  group: ObjectLiteral | null,
  isFirst: boolean,
): Provider {
  const ofGroup = group !== null && isFirst ? group : null;
  const hasKey = [model, group].some((object) => object !== null && hasText(object, 'apiKey'));
  return {
    client,
    span: { start: model.start, end: model.end },
    url: textMember(model, 'url'),
    model: name,
    type: null,
    typeValue: null,
    api: apiOf(textMember(model, 'apiType') ?? (group && textMember(group, 'apiType'))),
    credential: hasKey ? 'key' : client === 'vscode-azure' ? 'entra' : 'unknown',
    staticToken: null,
    secrets: [
      ...secretsOf(model, objectMember(model, 'requestHeaders')),
      ...(ofGroup === null ? [] : secretsOf(ofGroup, objectMember(ofGroup, 'requestHeaders'))),
    ],
    tenant:
      textMember(model, 'tenantId', 'tenant') ??
      (ofGroup === null ? null : textMember(ofGroup, 'tenantId', 'tenant')),
    ownScopes:
      group !== null && ['entraScopes', 'entraAuthProvider'].some((key) => group.members.has(key)),
  };
}

function hasText(object: ObjectLiteral, name: string): boolean {
  const value = member(object, name);
  return value !== undefined && !(value.kind === 'text' && value.text === '');
}

function apiOf(apiType: Value | null): Provider['api'] {
  return apiType?.text === 'responses' ? 'responses' : 'chat-completions';
}
