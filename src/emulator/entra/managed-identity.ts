import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../world.ts';

/**
 * The token endpoint of a managed identity, as a host offers it on plain http: the instance
 * metadata service's and App Service's. It gives tokens of the tenant's `hostIdentity`, or else of
 * the application that diagnoses sign in as.
 */
export function managedIdentityToken(
  world: World,
  url: URL,
  headers: IncomingHttpHeaders,
  form: string,
): { status: number; body: unknown } {
  const refuse = (message: string) => ({
    status: 400,
    body: { error: 'invalid_request', error_description: message },
  });
  const path = url.pathname.replace(/\/$/, '');
  if (path !== '/metadata/identity/oauth2/token' && path !== '/msi/token') {
    return { status: 404, body: { error: 'not_found', error_description: 'No such endpoint' } };
  }
  if (path.startsWith('/metadata') && headers.metadata !== 'true') {
    return refuse('Required metadata header not specified');
  }
  // The Azure command line posts a form to MSI_ENDPOINT; everybody else asks by query.
  const resource = url.searchParams.get('resource') ?? new URLSearchParams(form).get('resource');
  if (resource === null) return refuse("Required query variable 'resource' is missing");

  const application = world.tenant.applications[world.tenant.hostIdentity ?? world.tenant.signIn];
  const principal = world.directory.get(application?.objectId.toLowerCase() ?? '');
  if (principal === undefined) return refuse('Identity not found');
  const { token, expiresInSeconds, expiresOn } = world.tokens.issue(principal, resource);
  const expires = Math.floor(expiresOn.getTime() / 1000);
  return {
    status: 200,
    body: {
      access_token: token,
      client_id: principal.appId,
      expires_in: String(expiresInSeconds),
      expires_on: String(expires),
      not_before: String(expires - expiresInSeconds),
      resource,
      token_type: 'Bearer',
    },
  };
}
