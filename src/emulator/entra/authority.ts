import { json, type Reply } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { Principal } from '../tenant/principals.ts';
import type { World } from '../world.ts';

/** The Entra authority: discovery documents and tokens for client secrets and passwords. */
export function authorityRoutes(world: World): Route[] {
  const route = (method: Route['method'], pattern: string, handle: Route['handle']): Route => ({
    service: 'authority',
    anonymous: true,
    method,
    pattern,
    handle,
  });
  return [
    route('GET', '/common/discovery/instance', () => json(instanceDiscovery(world))),
    route('GET', '/:tenant/v2.0/.well-known/openid-configuration', (request) =>
      json(openIdConfiguration(world, knownTenant(world, request), '/v2.0')),
    ),
    route('GET', '/:tenant/.well-known/openid-configuration', (request) =>
      json(openIdConfiguration(world, knownTenant(world, request), '')),
    ),
    route('GET', '/:tenant/discovery/v2.0/keys', () => json(world.tokens.keys())),
    route('GET', '/:tenant/discovery/keys', () => json(world.tokens.keys())),
    route('POST', '/:tenant/oauth2/v2.0/token', (request) => token(world, request, 'v2.0')),
    route('POST', '/:tenant/oauth2/token', (request) => token(world, request, 'v1')),
  ];
}

const instanceDiscovery = ({ origin, tenant }: World): unknown => ({
  tenant_discovery_endpoint: `${origin}/${tenant.tenantId}/v2.0/.well-known/openid-configuration`,
  'api-version': '1.1',
  metadata: [
    {
      preferred_network: hostOf(origin),
      preferred_cache: hostOf(origin),
      aliases: [hostOf(origin)],
    },
  ],
});

const hostOf = (origin: string): string => new URL(origin).host;

const openIdConfiguration = ({ origin }: World, tenantId: string, version: string): unknown => {
  const base = `${origin}/${tenantId}`;
  return {
    issuer: `${base}${version}`,
    token_endpoint: `${base}/oauth2${version}/token`,
    authorization_endpoint: `${base}/oauth2${version}/authorize`,
    device_authorization_endpoint: `${base}/oauth2${version}/devicecode`,
    end_session_endpoint: `${base}/oauth2${version}/logout`,
    jwks_uri: `${base}/discovery${version}/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    tenant_region_scope: 'EU',
    cloud_instance_name: hostOf(origin),
  };
};

/** The tenant of the path; "organizations", "common" and the domain mean the one tenant too. */
function knownTenant({ tenant }: World, request: EmulatorRequest): string {
  const name = param(request, 'tenant').toLowerCase();
  const names = [tenant.tenantId, tenant.domain, 'organizations', 'common'];
  if (names.some((known) => known.toLowerCase() === name)) return tenant.tenantId;
  throw serviceError(
    'authority',
    400,
    'invalid_tenant',
    `AADSTS90002: Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

function token(world: World, request: EmulatorRequest, version: 'v1' | 'v2.0'): Reply {
  knownTenant(world, request);
  const form = new URLSearchParams(request.body);
  const principal = signIn(world, form, request.headers.authorization);
  const issued = world.tokens.issue(principal, audience(form));
  const expires = Math.floor(issued.expiresOn.getTime() / 1000);
  return json({
    token_type: 'Bearer',
    expires_in: issued.expiresInSeconds,
    ext_expires_in: issued.expiresInSeconds,
    access_token: issued.token,
    ...(version === 'v1'
      ? { expires_on: String(expires), resource: form.get('resource') ?? audience(form) }
      : {}),
    ...(principal.kind === 'user' ? { scope: form.get('scope') ?? '' } : {}),
  });
}

function signIn(world: World, form: URLSearchParams, authorization?: string): Principal {
  const grant = form.get('grant_type');
  if (grant === 'client_credentials') return application(world, form, authorization);
  if (grant === 'password') return user(world, form);
  throw serviceError(
    'authority',
    400,
    'unsupported_grant_type',
    `AADSTS70003: The app requested an unsupported grant type '${grant ?? ''}'.`,
  );
}

function application(world: World, form: URLSearchParams, authorization?: string): Principal {
  const [basicId, basicSecret] = basicCredentials(authorization);
  const clientId = form.get('client_id') ?? basicId ?? '';
  const secret = form.get('client_secret') ?? basicSecret;
  const found = Object.values(world.tenant.applications).find(
    (candidate) => candidate.clientId.toLowerCase() === clientId.toLowerCase(),
  );
  if (found === undefined) {
    throw serviceError(
      'authority',
      400,
      'unauthorized_client',
      `AADSTS700016: Application with identifier '${clientId}' was not found in the directory '${world.tenant.domain}'.`,
    );
  }
  if (found.clientSecret !== secret) {
    throw serviceError(
      'authority',
      401,
      'invalid_client',
      `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    );
  }
  return principalOf(world, found.objectId);
}

function basicCredentials(authorization = ''): string[] {
  const encoded = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return [];
  return Buffer.from(encoded, 'base64').toString().split(':').map(decodeURIComponent);
}

function user(world: World, form: URLSearchParams): Principal {
  const name = form.get('username')?.toLowerCase();
  const found = Object.entries(world.tenant.users).find(
    ([, spec]) =>
      spec.userPrincipalName.toLowerCase() === name &&
      spec.password !== undefined &&
      spec.password === form.get('password'),
  );
  if (found === undefined) {
    throw serviceError(
      'authority',
      400,
      'invalid_grant',
      'AADSTS50126: Error validating credentials due to invalid username or password.',
    );
  }
  return principalOf(world, found[0]);
}

function principalOf(world: World, objectId: string): Principal {
  const principal = world.directory.get(objectId.toLowerCase());
  if (principal === undefined) throw new Error(`The directory lacks ${objectId}.`);
  return principal;
}

/** `resource` as the v1 endpoint takes it, or the resource that a `.default` scope names. */
function audience(form: URLSearchParams): string {
  const resource = form.get('resource');
  if (resource !== null) return resource;
  const scope = (form.get('scope') ?? '').split(' ').find((part) => part.endsWith('/.default'));
  return scope?.replace(/\/\.default$/, '') ?? 'https://graph.microsoft.com';
}
