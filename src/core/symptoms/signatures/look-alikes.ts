import { pattern, type Signature } from './signature.ts';

/**
 * Refusals of other products, whose words and statuses are near those of Azure's services. Azure's own
 * registries, vaults, storage and clusters are not among them: a role may well be their cause.
 */
export const lookAlikeSignatures: Signature[] = [
  {
    class: 'look-alike',
    pattern: pattern("Authentication failed with provider at '?(?<host>http://[^\\s'(]{1,400})"),
  },
  {
    class: 'look-alike',
    name: 'GitHub Copilot',
    pattern: pattern(
      "Authorization error, you may need to run /login|'code': ?-32000, ?'message': ?'Authentication required'",
    ),
  },
  {
    class: 'look-alike',
    name: 'GitHub',
    pattern: pattern(
      'Resource not accessible by integration|Bad credentials[^a-z]{1,40}documentation_url|',
      "The '?models'? permission is required to access this endpoint",
    ),
  },
  {
    class: 'look-alike',
    name: 'npm',
    pattern: pattern(
      "npm (?:ERR!|error) code E40[13]|Registry returned 40[13] for|'code': ?'E40[13]'|code: 'E40[13]'",
    ),
  },
  {
    class: 'look-alike',
    name: 'Docker Hub',
    pattern: pattern(
      'toomanyrequests(?:: ?(?:Too Many Requests|You have reached your [a-z ]{0,40}pull rate limit))?|Too Many Requests \\(HAP429\\)|',
      "registry-1\\.docker\\.io[^\\s']{0,400}'?[^']{0,40}429:? Too Many Requests(?:[^']{0,40}toomanyrequests)?",
    ),
  },
  {
    class: 'look-alike',
    name: 'Google Cloud',
    pattern: pattern(
      "(?:StatusCode\\.|'?status'?: ?'?|IAM_)PERMISSION_DENIED|google\\.api_core\\.exceptions\\.PermissionDenied",
    ),
  },
  {
    class: 'look-alike',
    name: 'AWS',
    pattern: pattern(
      'AccessDeniedException|is not authorized to perform: [a-z0-9-]{2,40}:[a-z]{3,60}',
    ),
  },
  {
    class: 'look-alike',
    name: 'Anthropic',
    pattern: pattern("authentication_error'[^a-z]{1,10}message'?: ?'?invalid x-api-key"),
  },
  {
    class: 'look-alike',
    name: 'LiteLLM proxy',
    pattern: pattern(
      'Invalid proxy server token passed|token_not_found_in_db|LiteLLM_VerificationTokenTable',
    ),
  },
  { class: 'look-alike', name: 'Azure DevOps', pattern: pattern('TF400813') },
  {
    class: 'look-alike',
    name: 'API gateway',
    pattern: pattern(
      'No API key found in request|no Route matched with those values|JWT not present|Proxy Authentication Required',
    ),
  },
  {
    class: 'look-alike',
    name: 'nginx',
    pattern: pattern(
      '40[13] (?:Authorization Required|Forbidden)</h1></center> ?<hr><center>(?:nginx|openresty)',
    ),
  },
];
