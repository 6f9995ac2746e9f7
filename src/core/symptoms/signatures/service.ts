import { pattern, quoted, type Signature } from './signature.ts';

/** The request was let in, or never got that far: causes that no role mends. */
export const serviceSignatures: Signature[] = [
  {
    class: 'network-closed',
    pattern: pattern(
      'Public (?:network )?access is disabled|Access denied due to Virtual Network/Firewall rules',
    ),
  },
  {
    class: 'role-unknown',
    pattern: pattern(
      `RoleDefinition(?:DoesNotExist|NotFound)(?:[^a-z]{1,20}[^']{0,60}?(?:ID|definition) '(?<name>[^']{1,400})')?`,
    ),
  },
  {
    class: 'principal-not-found',
    pattern: pattern(
      `Principal ${quoted('principal')} does not exist in the directory(?: ${quoted('resourceTenant')})?|PrincipalNotFound`,
    ),
  },
  { class: 'assignment-exists', pattern: pattern('RoleAssignmentExists') },
  {
    class: 'assignment-name-taken',
    pattern: pattern(
      'RoleAssignmentUpdateNotPermitted|Tenant ID, application ID, principal ID, and scope are not allowed to be updated',
    ),
  },
  {
    class: 'telemetry-connection',
    pattern: pattern('AuthType for AppInsights Connection can only be ApiKey'),
  },
  {
    class: 'session-quota',
    pattern: pattern("x-adc-response-details[' :=]{1,6}QuotaExceeded"),
  },
  { class: 'regional-capacity', pattern: pattern('RegionalQuotaExceeded') },
  {
    class: 'quota',
    pattern: pattern(
      "rate_limit_exceeded|insufficient_?quota|QuotaExceeded|Too Many Requests|'RATE_LIMITED'|",
      'Rate limit is exceeded|exceeded (?:the )?(?:call|token) rate limit of your current|',
      '(?:HTTP|status(?: ?code)?|error code)[^a-z0-9]{1,4}429\\b',
    ),
  },
  { class: 'provisioning-failed', pattern: pattern('AgentVersionProvisioningFailed') },
  { class: 'readiness-timeout', pattern: pattern('ReadinessTimeout') },
  { class: 'agent-timeout', pattern: pattern('ProxyTimeout') },
  { class: 'session-idle', pattern: pattern('SandboxIdle') },
  { class: 'session-gone', pattern: pattern('SandboxNotFound') },
  {
    class: 'not-ready',
    pattern: pattern(
      'session_not_ready|AgentVersionNotReady|',
      "agents/[^\\s']{1,128}/versions/[^\\s']{1,64} not found",
    ),
  },
  {
    class: 'deployment-missing',
    pattern: pattern(
      'DeploymentNotFound|The API deployment for th(?:is|e) resource does not exist|',
      "'?code'?: ?'?404'?[^a-z]{1,10}message'?: ?'?Resource not found",
    ),
  },
  {
    class: 'not-offered',
    pattern: pattern(
      'Experience not available for this subscription|preview_feature_required|',
      'Unsupported region for Foundry Hosted Agents|Hosted Agents are not enabled in this region|',
      'SpecialFeatureOrQuotaIdRequired|does not have QuotaId/Feature required by SKU',
    ),
  },
  {
    class: 'request-shape',
    pattern: pattern(
      'Missing api-version|MissingApiVersionParameter|Unrecognized Azure deployment URL|',
      'FOUNDRY_PROJECT_ENDPOINT is reserved|must be a JSON object with a non-empty input string',
    ),
  },
];
