import { quoted, type Signature } from './signature.ts';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const pattern = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'gi');

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
      'Access denied due to invalid subscription key or wrong API endpoint|Incorrect API key provided',
    ),
  },
  {
    class: 'look-alike',
    pattern: pattern("Authentication failed with provider at '?(?<host>http://[^\\s']{1,400})"),
  },
  {
    class: 'look-alike',
    pattern: pattern(
      'Authorization error, you may need to run /login|Proxy Authentication Required|Bad credentials[^a-z]{1,40}documentation_url',
    ),
  },
  {
    class: 'provider-401',
    pattern: pattern(
      "Authentication failed with provider at '?(?<host>https://[^\\s']{1,400})(?:[^(]{0,200}\\(HTTP 401\\)|[^(]{0,200}$)",
    ),
  },
  { class: 'sign-in-expired', pattern: pattern('ExpiredAuthenticationToken') },
];
