import type { Provider, Value } from '../provider.ts';
import { member, objectMember, textMember, type ObjectLiteral } from './literal.ts';
import { secretsOf } from './secrets.ts';

const providerTypes = ['openai', 'azure', 'anthropic'];

/** Keys that only a Copilot provider has; `baseUrl` alone is in half of all configurations. */
const telling = [
  'wireApi',
  'wire_api',
  'bearerToken',
  'bearer_token',
  'bearerTokenProvider',
  'bearer_token_provider',
];

/**
 * The provider that an object configures, or none: it needs a base URL and either a key that only a
 * Copilot provider has or one of its types.
 * @param isCopilots Whether the file is about Copilot at all: other clients have types of these names.
 */
export function copilotOfObject(object: ObjectLiteral, isCopilots: boolean): Provider[] {
  const baseUrl = member(object, 'baseUrl', 'base_url');
  const typeValue = textMember(object, 'type');
  const isProvider =
    telling.some((key) => object.members.has(key)) ||
    (isCopilots && typeValue !== null && providerTypes.includes(typeValue.text));
  if (baseUrl === undefined || !isProvider) return [];
  const token = member(object, 'bearerToken', 'bearer_token') ?? null;
  const renews = member(object, 'bearerTokenProvider', 'bearer_token_provider') !== undefined;
  const key = member(object, 'apiKey', 'api_key') ?? null;
  const staticToken = renews ? null : token;
  return [
    {
      client: 'copilot',
      span: { start: object.start, end: object.end },
      url: textMember(object, 'baseUrl', 'base_url'),
      model: null,
      type: typeOf(typeValue, object.members.has('type')),
      typeValue,
      api: apiOf(textMember(object, 'wireApi', 'wire_api')),
      credential: renews
        ? 'entra'
        : staticToken !== null
          ? 'static-token'
          : key !== null
            ? 'key'
            : 'unknown',
      staticToken: staticToken && { start: staticToken.start, end: staticToken.end },
      secrets: secretsOf(object, objectMember(object, 'headers')),
      tenant: null,
      ownScopes: false,
    },
  ];
}

/** The provider that the variables of an environment file configure, or none. */
export function copilotOfEnvironment(variables: ObjectLiteral): Provider[] {
  const variable = (name: string): Value | null =>
    textMember(variables, `COPILOT_PROVIDER_${name}`);
  const url = variable('BASE_URL');
  const token = variable('BEARER_TOKEN');
  const key = variable('API_KEY');
  const first = url ?? token ?? key;
  if (first === null) return [];
  const typeValue = variable('TYPE');
  return [
    {
      client: 'copilot',
      span: { start: first.start, end: first.end },
      url,
      model:
        (variable('WIRE_MODEL') ?? variable('MODEL_ID') ?? textMember(variables, 'COPILOT_MODEL'))
          ?.text ?? null,
      type: typeOf(typeValue, typeValue !== null),
      typeValue,
      api: apiOf(variable('WIRE_API')),
      credential: token !== null ? 'static-token' : key !== null ? 'key' : 'unknown',
      staticToken: token && { start: token.start, end: token.end },
      secrets: secretsOf(variables, null),
      tenant: null,
      ownScopes: false,
    },
  ];
}

function typeOf(value: Value | null, isThere: boolean): string | null {
  if (value !== null) return value.text;
  return isThere ? null : 'openai';
}

function apiOf(wireApi: Value | null): Provider['api'] {
  return wireApi?.text === 'responses' ? 'responses' : 'chat-completions';
}
