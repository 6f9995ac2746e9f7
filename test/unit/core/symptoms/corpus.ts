import type { Symptom, SymptomClass } from '../../../../src/core/symptoms/symptom.ts';

/** A refusal as a service words it, with what it means and names. */
export interface CorpusEntry {
  text: string;
  class: SymptomClass;
  values?: Partial<Omit<Symptom, 'class' | 'cutOff' | 'quote'>>;
}

const agent = '6f6a6a5e-1111-4222-8333-9c0f2f3d4e5f';
const tenants = {
  token: '11111111-aaaa-4aaa-8aaa-111111111111',
  resource: '22222222-bbbb-4bbb-8bbb-222222222222',
};
const data = 'Microsoft.CognitiveServices/accounts';
const account =
  '/subscriptions/5b2f/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso';

/** One entry for each wording that the product has met; `values` are what can be read out of it. */
export const corpus: Record<string, CorpusEntry> = {
  'data action at the account': {
    text: `{"error":{"code":"PermissionDenied","message":"The principal \`${agent}\` lacks the required data action \`${data}/OpenAI/responses/write\` to perform \`POST /openai/v1/responses\` operation."}}`,
    class: 'missing-data-action',
    values: {
      principal: agent,
      action: `${data}/OpenAI/responses/write`,
      operation: 'POST /openai/v1/responses',
    },
  },
  'data action at the project, with instructions': {
    text: `{"error":{"code":"PermissionDenied","message":"The principal \`dev@contoso.com\` lacks the required data action \`${data}/AIServices/agents/read\` to perform \`GET /api/projects/{projectName}/assistants\` operation. For instructions on granting the necessary permissions, see https://aka.ms/FoundryPermissions."}}`,
    class: 'missing-data-action',
    values: {
      principal: 'dev@contoso.com',
      action: `${data}/AIServices/agents/read`,
      operation: 'GET /api/projects/{projectName}/assistants',
    },
  },
  'data action without principal and quotes': {
    text: `The principal lacks the required data action ${data}/OpenAI/responses/write to perform POST /openai/v1/responses operation.`,
    class: 'missing-data-action',
    values: { principal: null, action: `${data}/OpenAI/responses/write` },
  },
  'data action as the Python SDK wraps it': {
    text: `azure.core.exceptions.ClientAuthenticationError: (PermissionDenied) The principal ${agent} lacks the required data action ${data}/AIServices/connections/read to perform GET /connections operation.\nCode: PermissionDenied\nMessage: The principal ${agent} lacks the required data action`,
    class: 'missing-data-action',
    values: { principal: agent, action: `${data}/AIServices/connections/read` },
  },
  'data action as openai raises it': {
    text: `openai.AuthenticationError: Error code: 401 - {'error': {'code': 'PermissionDenied', 'message': 'The principal \`${agent}\` lacks the required data action \`${data}/AIServices/agents/write\` to perform \`POST /api/projects/{projectName}/openai/*\` operation.'}}`,
    class: 'missing-data-action',
    values: { operation: 'POST /api/projects/{projectName}/openai/*' },
  },
  'data action in a frame of a stream': {
    text: `Error event received: {"sequence_number":3,"code":"server_error","message":"(PermissionDenied) The principal \`${agent}\` lacks the required data action \`${data}/AIServices/agents/write\` to perform \`POST /api/projects/{projectName}/assistants\` operation."}`,
    class: 'missing-data-action',
    values: { principal: agent },
  },
  'data action as litellm logs it': {
    text: `litellm.AuthenticationError: AzureException AuthenticationError - {"error":{"code":"PermissionDenied","message":"The principal \`${agent}\` lacks the required data action \`${data}/OpenAI/deployments/chat/completions/action\` to perform \`POST /openai/deployments/{deployment-id}/chat/completions\` operation."}}`,
    class: 'missing-data-action',
    values: { action: `${data}/OpenAI/deployments/chat/completions/action` },
  },
  'data action of the agents service': {
    text: `Identity(object id: ${agent}) does not have permissions for ${data}/AIServices/agents/write actions. Please refer to the documentation.`,
    class: 'missing-data-action',
    values: { principal: agent, action: `${data}/AIServices/agents/write` },
  },
  'data action in a channel': {
    text: `Authorization error encountered when processing your request with activityId=1. Please ensure that the user with objectId ${agent} has ${data}/AIServices/agents/write action on the project shop and try again.`,
    class: 'missing-data-action',
    values: { principal: agent, action: `${data}/AIServices/agents/write`, name: 'shop' },
  },
  'data action of Cosmos DB': {
    text: `Request blocked by Auth contoso : Request is blocked because principal [${agent}] does not have required RBAC permissions to perform action [Microsoft.DocumentDB/databaseAccounts/readMetadata] on resource [/]. Learn more: https://aka.ms/cosmos-native-rbac.`,
    class: 'cosmos-data-action',
    values: {
      principal: agent,
      action: 'Microsoft.DocumentDB/databaseAccounts/readMetadata',
      scope: '/',
    },
  },
  'control operation of Cosmos DB': {
    text: 'Response status code: Forbidden (403); Substatus: 5300; The given request [POST /dbs] cannot be authorized by AAD token in data plane.',
    class: 'cosmos-data-action',
  },
  'denied without names': {
    text: '{"error":{"code":"PermissionDenied","message":"Principal does not have access to API/Operation."}}',
    class: 'permission-denied',
  },
  'control plane': {
    text: `(AuthorizationFailed) The client 'dev@contoso.com' with object id '${agent}' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/listKeys/action' over scope '${account}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    class: 'control-plane',
    values: {
      principal: agent,
      action: 'Microsoft.CognitiveServices/accounts/listKeys/action',
      scope: account,
    },
  },
  'control plane with a condition': {
    text: `The client 'x' with object id '${agent}' does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${account}'`,
    class: 'control-plane',
    values: { action: 'Microsoft.Authorization/roleAssignments/write' },
  },
  'deny assignment': {
    text: `The client 'x' with object id '${agent}' has permission to perform action 'Microsoft.CognitiveServices/accounts/write' on scope '${account}'; however, the access is denied because of the deny assignment with name 'Deny by stack' and Id 'd1' at scope '${account}'.`,
    class: 'deny-assignment',
    values: { principal: agent, name: 'Deny by stack', scope: account },
  },
  'wrong audience': {
    text: '{"error":{"code":"401","message":"Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com or https://ai.azure.com), or have expired."}}',
    class: 'wrong-audience',
    values: { audiences: ['https://cognitiveservices.azure.com', 'https://ai.azure.com'] },
  },
  'wrong audience, with internal names': {
    text: 'Access token is missing, invalid, audience is incorrect (urn:ms.scopedToken or urn:ms.faceSessionToken), or have expired.',
    class: 'wrong-audience',
    values: { audiences: ['urn:ms.scopedToken', 'urn:ms.faceSessionToken'] },
  },
  'wrong audience at ARM': {
    text: `{"error":{"code":"InvalidAuthenticationTokenAudience","message":"The access token has been obtained for wrong audience or resource 'https://ai.azure.com'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.azure.com'."}}`,
    class: 'wrong-audience',
    values: {
      name: 'https://ai.azure.com',
      audiences: ['https://management.core.windows.net/', 'https://management.azure.com'],
    },
  },
  'wrong tenant': {
    text: 'ResponseError 400: Tenant provided in token does not match resource token',
    class: 'wrong-tenant',
  },
  'wrong tenant at ARM': {
    text: `InvalidAuthenticationTokenTenant: The access token is from the wrong issuer 'https://sts.windows.net/${tenants.token}/'. It must match the tenant 'https://sts.windows.net/${tenants.resource}/' associated with this subscription.`,
    class: 'wrong-tenant',
    values: { tokenTenant: tenants.token, resourceTenant: tenants.resource },
  },
  'wrong key or endpoint': {
    text: 'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    class: 'wrong-key-or-endpoint',
  },
  'keys disabled': {
    text: '{"error":{"code":"AuthenticationTypeDisabled","message": "Key based authentication is disabled for this resource."}}',
    class: 'key-auth-disabled',
  },
  'keys disabled, listing them': {
    text: '(BadRequest) Failed to list key. disableLocalAuth is set to be true',
    class: 'key-auth-disabled',
  },
  'network closed': {
    text: '{"error":{"code":"403","message": "Public access is disabled. Please configure private endpoint."}}',
    class: 'network-closed',
  },
  'network rules': {
    text: 'Access denied due to Virtual Network/Firewall rules.',
    class: 'network-closed',
  },
  'provider of a hosted agent': {
    text: 'Authentication failed with provider at https://contoso.services.ai.azure.com/api/projects/shop/openai/v1/ (HTTP 401). Check your COPILOT_PROVIDER_API_KEY or COPILOT_PROVIDER_BEARER_TOKEN.',
    class: 'provider-401',
    values: { host: 'https://contoso.services.ai.azure.com/api/projects/shop/openai/v1/' },
  },
  'provider behind a sidecar': {
    text: 'Authentication failed with provider at http://172.30.0.30:10002 (HTTP 401). Check your COPILOT_PROVIDER_API_KEY or COPILOT_PROVIDER_BEARER_TOKEN.',
    class: 'look-alike',
    values: { host: 'http://172.30.0.30:10002' },
  },
  'the Copilot CLI’s own refusal': {
    text: 'Authorization error, you may need to run /login (403)',
    class: 'look-alike',
  },
  retrying: {
    text: 'Request failed (transient_auth_error). Retrying...',
    class: 'transient-auth',
  },
  impersonation: {
    text: '403 {"error":{"code":"session_not_accessible","message":"forbidden"}}',
    class: 'impersonation',
  },
  'session not ready': {
    text: 'HTTP 424 {"error":{"code":"session_not_ready","message":"The session is not ready."}}',
    class: 'not-ready',
  },
  'readiness header': {
    text: 'x-adc-response-details: ReadinessTimeout {"code":"session_not_ready"}',
    class: 'readiness-timeout',
  },
  'session paused': { text: 'x-adc-response-details: SandboxIdle', class: 'session-idle' },
  'session purged': { text: 'x-adc-response-details: SandboxNotFound', class: 'session-gone' },
  'container hangs': { text: 'x-adc-response-details: ProxyTimeout', class: 'agent-timeout' },
  'version still deploying': {
    text: 'HTTP 424, x-adc-response-details: AgentVersionNotReady',
    class: 'not-ready',
  },
  'version failed': {
    text: 'x-adc-response-details: AgentVersionProvisioningFailed',
    class: 'provisioning-failed',
  },
  'session quota': {
    text: 'x-adc-response-details: QuotaExceeded',
    class: 'session-quota',
  },
  'region full': {
    text: 'x-adc-response-details: RegionalQuotaExceeded',
    class: 'regional-capacity',
  },
  'quota of a deployment': { text: '{"error":{"code":"QuotaExceeded"}}', class: 'quota' },
  'version not found yet': {
    text: 'agents/concierge/versions/4 not found',
    class: 'not-ready',
  },
  'route or deployment missing': {
    text: '{"error":{"code":"404","message": "Resource not found"}}',
    class: 'deployment-missing',
  },
  'deployment missing': {
    text: '{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}',
    class: 'deployment-missing',
  },
  'no API version': { text: '400 Missing api-version query parameter', class: 'request-shape' },
  'quota inside a server error': {
    text: '{"code":"server_error","message":"{\\"error\\":{\\"code\\":\\"rate_limit_exceeded\\",\\"message\\":\\"Rate limit reached\\"}}"}',
    class: 'quota',
  },
  'quota by status': { text: 'Error code: 429 - slow down', class: 'quota' },
  'role that does not exist': {
    text: "RoleDefinitionDoesNotExist: The specified role definition with ID '53ca61276db74e31b59904dc5da150b4' does not exist.",
    class: 'role-unknown',
    values: { name: '53ca61276db74e31b59904dc5da150b4' },
  },
  'principal not replicated': {
    text: `PrincipalNotFound: Principal ${agent} does not exist in the directory ${tenants.resource}. Check that you have the correct principal ID.`,
    class: 'principal-not-found',
    values: { principal: agent, resourceTenant: tenants.resource },
  },
  'assignment exists': {
    text: '(RoleAssignmentExists) The role assignment already exists.',
    class: 'assignment-exists',
  },
  'assignment name taken': {
    text: 'RoleAssignmentUpdateNotPermitted: Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    class: 'assignment-name-taken',
  },
  'telemetry connection': {
    text: '400 ValidationError: AuthType for AppInsights Connection can only be ApiKey',
    class: 'telemetry-connection',
  },
  'toolbox outside an agent': {
    text: 'AgenticIdentityToken authentication requires AgentInstanceClientId',
    class: 'published-identity',
  },
  'published application': {
    text: 'Failed to fetch agentic identity access token with status code: BadRequest and message',
    class: 'published-identity',
  },
  'search tool': {
    text: '{"type":"tool_user_error","message":"Search returned 405"}',
    class: 'masked-denial',
  },
  'federated subject that matches nothing': {
    text: "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:contoso/shop:environment:prod'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    class: 'federated-credential',
    values: { name: 'repo:contoso/shop:environment:prod' },
  },
  'federated subject that matches but for case': {
    text: "Error: AADSTS7002138: No matching federated identity record found for presented assertion subject 'repo:Contoso/Shop:environment:Prod'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison.",
    class: 'federated-subject-case',
    values: { name: 'repo:Contoso/Shop:environment:Prod' },
  },
  'federated issuer': {
    text: 'AADSTS700211: No matching federated identity record found for presented assertion issuer',
    class: 'federated-credential',
  },
  'secret expired': {
    text: "AADSTS7000222: The provided client secret keys for app '6f6a' are expired.",
    class: 'client-secret',
  },
  'secret wrong': {
    text: 'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value',
    class: 'client-secret',
  },
  'tenant unknown': {
    text: "AADSTS90002: Tenant 'contoso.example' not found. Check to make sure you have the correct tenant ID",
    class: 'tenant-unknown',
    values: { name: 'contoso.example' },
  },
  'application unknown': {
    text: `AADSTS700016: Application with identifier '${agent}' was not found in the directory 'Contoso'.`,
    class: 'application-unknown',
    values: { name: agent },
  },
  consent: {
    text: "AADSTS65001: The user or administrator has not consented to use the application with ID 'x' named 'y'.",
    class: 'consent',
  },
  'Conditional Access': {
    text: 'AADSTS53003: Access has been blocked by Conditional Access policies.',
    class: 'conditional-access',
  },
  'sign-in too old': {
    text: 'AADSTS700082: The refresh token has expired due to inactivity.',
    class: 'sign-in-expired',
  },
  'another number of Entra’s': {
    text: 'AADSTS1234567: Something else.',
    class: 'entra-other',
    values: { name: 'AADSTS1234567' },
  },
};

/** Texts in which nothing of the kind stands, however near they come. */
export const silentTexts = [
  '',
  'The principal of the school lacks the required data.',
  'HTTP 200 OK',
  'Answered in 429 ms with status 200.',
  'We have permission and were not denied.',
  'ConnectionError: [Errno 111] Connection refused',
  '{"error":{"code":"invalid_request_error","message":"Unsupported parameter: temperature"}}',
  'The audience applauded; the tenant moved in; the key was under the mat.',
  'GET /openai/v1/models 401 41ms',
];
