import type { IncomingHttpHeaders } from 'node:http';
import type { Service } from '../http/service.ts';
import { serviceError } from '../http/service.ts';
import type { ErrorReply } from '../http/reply.ts';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';

/** The audiences that each service takes; the first is the one it names in its refusals. */
const audiences: Record<Service, readonly string[]> = {
  authority: [],
  arm: ['https://management.azure.com', 'https://management.core.windows.net'],
  graph: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
  logAnalytics: ['https://api.loganalytics.io'],
  appInsights: ['https://api.applicationinsights.io'],
  foundry: ['https://ai.azure.com'],
  models: ['https://cognitiveservices.azure.com', 'https://ai.azure.com'],
  emulator: [],
};

/**
 * The caller that the bearer token names.
 * @throws ErrorReply 401 in the service's own words.
 */
export function authenticate(world: World, service: Service, headers: IncomingHttpHeaders): Caller {
  const accepted = acceptedAudiences(world, service);
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw refusals[service](world, 'missing', '');

  const claims = world.tokens.read(token);
  if ('invalid' in claims) throw refusals[service](world, 'invalid', claims.invalid);
  if ('expiredAt' in claims) {
    throw refusals[service](world, 'expired', expiryMessage(claims.expiredAt, world.now()));
  }
  if (!accepted.includes(withoutSlash(claims.aud))) {
    throw refusals[service](world, 'audience', claims.aud);
  }
  const principal = world.directory.get(claims.oid.toLowerCase());
  if (principal === undefined) {
    throw refusals[service](world, 'invalid', 'The principal of the token no longer exists.');
  }
  return { principal, audience: withoutSlash(claims.aud) };
}

/** Where az takes a service's address for its audience, as it does for registered clouds. */
const ownAddress: Partial<Record<Service, string>> = { arm: '', graph: '/graph.microsoft.com' };

function acceptedAudiences(world: World, service: Service): string[] {
  const path = ownAddress[service];
  const own = path === undefined ? [] : [world.origin + path];
  return [...audiences[service], ...own].filter(
    (audience) =>
      service !== 'models' ||
      audience !== withoutSlash(world.tenant.settings.rejectTokenAudience ?? ''),
  );
}

const withoutSlash = (audience: string): string => audience.replace(/\/+$/, '');

const expiryMessage = (expiredAt: Date, now: Date): string =>
  `The access token expiry UTC time '${americanTime(expiredAt)}' is earlier than current UTC time '${americanTime(now)}'.`;

/** As ARM's sentences spell times: 6/15/2026 8:22:51 AM. */
const americanTime = (time: Date): string =>
  time.toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '').replace('\u202f', ' ');

type Fault = 'missing' | 'invalid' | 'expired' | 'audience';
type Refusal = (world: World, fault: Fault, detail: string) => ErrorReply;

const challenge = (world: World): Record<string, string> => ({
  'www-authenticate': `Bearer authorization_uri="${world.origin}/${world.tenant.tenantId}", error="invalid_token", error_description="The authentication failed because of missing or invalid token."`,
});

const armRefusal: Refusal = (world, fault, detail) => {
  const [code, message] = {
    missing: [
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    ],
    invalid: ['InvalidAuthenticationToken', detail],
    expired: ['ExpiredAuthenticationToken', detail],
    audience: [
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${detail}'. It should exactly match with one of the allowed audiences '${audiences.arm.map((audience) => `${audience}/`).join("','")}'.`,
    ],
  }[fault] as [string, string];
  return serviceError('arm', 401, code, message, challenge(world));
};

const graphRefusal: Refusal = (world, fault, detail) => {
  const message = {
    missing: 'Access token is empty.',
    invalid: detail,
    expired: 'Lifetime validation failed, the token is expired.',
    audience: 'Access token validation failure. Invalid audience.',
  }[fault];
  return serviceError('graph', 401, 'InvalidAuthenticationToken', message, challenge(world));
};

const logsRefusal =
  (service: 'logAnalytics' | 'appInsights'): Refusal =>
  (world, fault) =>
    fault === 'missing'
      ? serviceError(
          service,
          401,
          'AuthorizationRequiredError',
          'Valid authentication was not provided',
          challenge(world),
        )
      : serviceError(
          service,
          401,
          'InvalidTokenError',
          'The provided authentication is not valid for this resource',
          challenge(world),
        );

/** The sentence that data planes answer with; it names the audience that would be right. */
export const wrongAudienceMessage = (audience: string): string =>
  `Unauthorized. Access token is missing, invalid, audience is incorrect (${audience}), or have expired.`;

const dataPlaneRefusal =
  (service: 'foundry' | 'models', code: string): Refusal =>
  (world) =>
    serviceError(
      service,
      401,
      code,
      wrongAudienceMessage(rightAudience(world, service)),
      challenge(world),
    );

const rightAudience = (world: World, service: 'foundry' | 'models'): string =>
  acceptedAudiences(world, service)[0] ?? '';

const refusals: Record<Service, Refusal> = {
  authority: armRefusal,
  arm: armRefusal,
  graph: graphRefusal,
  logAnalytics: logsRefusal('logAnalytics'),
  appInsights: logsRefusal('appInsights'),
  foundry: dataPlaneRefusal('foundry', 'Unauthorized'),
  models: dataPlaneRefusal('models', '401'),
  emulator: armRefusal,
};
