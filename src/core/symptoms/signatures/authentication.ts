import { guid, pattern, quoted, type Signature } from './signature.ts';

/** The token or key itself was refused, so that no role was looked at. */
export const authenticationSignatures: Signature[] = [
  {
    class: 'wrong-tenant',
    pattern: pattern(
      `wrong issuer '?https?://[^/'\\s]{1,400}/(?<tokenTenant>${guid})?`,
      `(?:[^a-z]{0,40}It must match (?:the|one of the) tenants? '?https?://[^/'\\s]{1,400}/(?<resourceTenant>${guid})?)?`,
    ),
  },
  {
    class: 'wrong-tenant',
    pattern: pattern(
      'Tenant provided in token does not match resource t(?:oken|enant)|InvalidAuthenticationTokenTenant',
    ),
  },
  {
    class: 'wrong-tenant',
    pattern: pattern(
      `Token (?:tenant )?(?:(?<tokenTenant>${guid})|[^\\s']{1,60}) does not match resource tenant`,
    ),
  },
  {
    class: 'wrong-audience',
    pattern: pattern('audience is incorrect(?: ?\\((?<audiences>[^)]{1,400})\\)?)?'),
  },
  {
    class: 'wrong-audience',
    pattern: pattern(
      `wrong audience or resource(?: ${quoted('name')})?`,
      "(?:[^a-z]{0,40}It should exactly match(?: \\(including forward slash\\))? (?:with )?one of the allowed audiences? (?<audiences>'[^' ]{1,400}'(?:, ?'[^' ]{1,400}')*))?",
    ),
  },
  {
    class: 'wrong-audience',
    pattern: pattern('InvalidAuthenticationTokenAudience|Invalid authorization token audience'),
  },
  {
    class: 'key-auth-disabled',
    pattern: pattern(
      'AuthenticationTypeDisabled|Key based authentication is disabled|disableLocalAuth is set to be true',
    ),
  },
  {
    class: 'wrong-key-or-endpoint',
    pattern: pattern(
      'Access denied due to invalid subscription key or wrong API endpoint|Incorrect API key provided|',
      'Access denied due to (?:a )?missing (?:application credentials or )?subscription key',
    ),
  },
  {
    class: 'provider-401',
    pattern: pattern(
      "Authentication failed with provider at '?(?<host>https://[^\\s'(]{1,400})(?:[^(]{0,200}\\(HTTP 401\\)|[^(]{0,200}$)",
    ),
  },
  { class: 'sign-in-expired', pattern: pattern('ExpiredAuthenticationToken') },
];
