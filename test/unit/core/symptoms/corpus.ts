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
  'data action whose principal was cut away': {
    text: `Error: lacks the required data action\n${data}/AIServices/agents/write\nto perform POST /api/projects/{projectName}/assistants operation.`,
    class: 'missing-data-action',
    values: { principal: null, action: `${data}/AIServices/agents/write` },
  },
  'data action in another language': {
    text: `(PermissionDenied) Dem Prinzipal "${agent}" fehlt die erforderliche Datenaktion "${data}/AIServices/agents/read" für den Vorgang.`,
    class: 'missing-data-action',
    values: { principal: agent, action: `${data}/AIServices/agents/read` },
  },
  'denied, as requests says it': {
    text: '401 Client Error: PermissionDenied for url: https://contoso.services.ai.azure.com/contentunderstanding/analyzers/a',
    class: 'permission-denied',
  },
  'control plane of a template': {
    text: `InvalidTemplateDeployment: The template deployment failed with error: 'Authorization failed for template resource 'a1' of type 'Microsoft.Authorization/roleAssignments'. The client 'dev@contoso.com' with object id '${agent}' does not have permission to perform action 'Microsoft.Authorization/roleAssignments/write' at scope '${account}'.'.`,
    class: 'control-plane',
    values: {
      principal: agent,
      action: 'Microsoft.Authorization/roleAssignments/write',
      scope: account,
    },
  },
  'control plane without anybody': {
    text: "You do not have permission to perform action 'Microsoft.Authorization/roleAssignments/write'.",
    class: 'control-plane',
    values: { action: 'Microsoft.Authorization/roleAssignments/write' },
  },
  'control plane in another language': {
    text: `(AuthorizationFailed) El cliente "dev@contoso.com" con el id. de objeto "${agent}" no tiene autorización para realizar la acción "Microsoft.CognitiveServices/accounts/listKeys/action" en el ámbito "${account}".`,
    class: 'control-plane',
    values: {
      principal: agent,
      action: 'Microsoft.CognitiveServices/accounts/listKeys/action',
      scope: account,
    },
  },
  'deny assignment of a deployment stack': {
    text: `Failed to delete 'vault'. Error: The client '***' with object id '${agent}' has permission to perform action 'Microsoft.CognitiveServices/accounts/delete' on scope '${account}'; however, the access is denied because of the deny assignment with name 'Deny assignment '55ebfe82-255d-584a-8579-0e0c9f0219ff' created by Deployment Stack '/subscriptions/5b2f/s'.`,
    class: 'deny-assignment',
    values: { principal: agent, action: 'Microsoft.CognitiveServices/accounts/delete' },
  },
  'deny assignment by its code': {
    text: '(DenyAssignmentAuthorizationFailed) The access is denied because of a managed application.',
    class: 'deny-assignment',
  },
  'wrong tenant by its sentence': {
    text: `Error: Token tenant ${tenants.token} does not match resource tenant.`,
    class: 'wrong-tenant',
    values: { tokenTenant: tenants.token },
  },
  'wrong tenant, redacted': {
    text: "{'error': {'code': 'Tenant provided in token does not match resource token', 'message': 'Token tenant xxxx does not match resource tenant.'}}",
    class: 'wrong-tenant',
    values: { tokenTenant: null },
  },
  'no key': {
    text: "Error code: 401 - {'statusCode': 401, 'message': 'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.'}",
    class: 'wrong-key-or-endpoint',
  },
  'limit of a pricing tier': {
    text: 'Requests to the Embeddings_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded call rate limit of your current OpenAI S0 pricing tier.',
    class: 'quota',
  },
  'limit without a code': {
    text: 'Error: Rate limit is exceeded. Try again in 9 seconds.',
    class: 'quota',
  },
  'quota of a new deployment': {
    text: 'InsufficientQuota: This operation require 8 new capacity in quota Tokens Per Minute, which is bigger than the current available capacity 1.',
    class: 'quota',
  },
  'preview without its header': {
    text: 'RESPONSE 403: 403 Forbidden\nERROR CODE: preview_feature_required\n{"error":{"code":"preview_feature_required","message":"Hosted agents is in preview."}}',
    class: 'not-offered',
  },
  'another region': {
    text: 'Failed to create hosted agent: 400: Unsupported region for Foundry Hosted Agents.',
    class: 'not-offered',
  },
  'another subscription': {
    text: "The subscription does not have QuotaId/Feature required by SKU 'S0' from kind 'OpenAI'. (Code: SpecialFeatureOrQuotaIdRequired)",
    class: 'not-offered',
  },
  'a chain of credentials': {
    text: 'ClientAuthenticationError: DefaultAzureCredential failed to retrieve a token from the included credentials.\nAttempted credentials:\n\tEnvironmentCredential: EnvironmentCredential authentication unavailable.\n\tAzureCliCredential: Azure CLI not found on path',
    class: 'no-credential',
  },
  'a managed identity that is not there': {
    text: 'ManagedIdentityCredential authentication unavailable. The requested identity has not been assigned to this resource.',
    class: 'no-credential',
  },
  'azd without a sign-in': {
    text: 'failed to create agent version: AzureDeveloperCLICredential: please run "azd auth login" from a command prompt to authenticate before using this credential',
    class: 'no-credential',
  },
  'federated subject of an older message': {
    text: "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://token.actions.githubusercontent.com/'. Assertion Subject: 'repo:contoso/shop:ref:refs/heads/main'. Assertion Audience: 'api://AzureADTokenExchange'.",
    class: 'federated-credential',
    values: { name: 'repo:contoso/shop:ref:refs/heads/main' },
  },
  'assertion that is too old': {
    text: 'ERROR: AADSTS700024: Client assertion is not within its valid time range.',
    class: 'sign-in-expired',
  },
  'device authentication': {
    text: 'AADSTS50097: Device authentication is required.',
    class: 'conditional-access',
  },
  'secret wrong, behind a general number': {
    text: 'AADSTS70002: Error validating credentials. AADSTS50012: Invalid client secret is provided.',
    class: 'client-secret',
  },
  'a number of Entra’s in another language': {
    text: `AADSTS700016: Die Anwendung mit dem Bezeichner „${agent}“ wurde im Verzeichnis nicht gefunden.`,
    class: 'application-unknown',
  },
  'Google’s': {
    text: '_InactiveRpcError: status = StatusCode.PERMISSION_DENIED details = "Permission denied on resource project x."',
    class: 'look-alike',
    values: { name: 'Google Cloud' },
  },
  'AWS’s': {
    text: 'User: arn:aws:sts::1:assumed-role/r is not authorized to perform: bedrock:InvokeModel on resource: x with an explicit deny',
    class: 'look-alike',
    values: { name: 'AWS' },
  },
  'Docker Hub’s': {
    text: 'error pulling image: toomanyrequests: Too Many Requests. Please see https://docs.docker.com/x',
    class: 'look-alike',
    values: { name: 'Docker Hub' },
  },
  'Docker Hub’s, of all requests': {
    text: 'fetching maven: Too Many Requests (HAP429)',
    class: 'look-alike',
    values: { name: 'Docker Hub' },
  },
  'npm’s': {
    text: 'npm ERR! code E401\nnpm ERR! 401 Unauthorized: @contoso/shop@1.0.0',
    class: 'look-alike',
    values: { name: 'npm' },
  },
  'GitHub’s': {
    text: 'HttpError: Resource not accessible by integration, status: 403',
    class: 'look-alike',
    values: { name: 'GitHub' },
  },
  'a LiteLLM proxy’s': {
    text: "401 - {'error': {'message': 'Authentication Error, Invalid proxy server token passed.', 'type': 'token_not_found_in_db'}}",
    class: 'look-alike',
    values: { name: 'LiteLLM proxy' },
  },
  'Azure DevOps’s': {
    text: '##[error]TF400813: The user is not authorized to access this resource.',
    class: 'look-alike',
    values: { name: 'Azure DevOps' },
  },
  'nginx’s': {
    text: '<html>\n<head><title>401 Authorization Required</title></head>\n<body>\n<center><h1>401 Authorization Required</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>',
    class: 'look-alike',
    values: { name: 'nginx' },
  },
  'an API gateway’s': {
    text: '{"message":"No API key found in request"}',
    class: 'look-alike',
    values: { name: 'API gateway' },
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
  // Refusals of Azure's other services and of Kubernetes: a role may be the cause, which one is not told.
  'ERROR: (Forbidden) Caller is not authorized to perform action on resource.\nAssignment: (not found)\nDenyAssignmentId: null',
  'Status: 403 (This request is not authorized to perform this operation using this permission.) ErrorCode: AuthorizationPermissionMismatch',
  'Key based authentication is not permitted on this storage account.',
  'Get https://contoso.azurecr.io/v2/shop/manifests/1: unauthorized: authentication required',
  'pods is forbidden: User "ada" cannot list resource "pods" in API group "" at the cluster scope',
  'Insufficient privileges to complete the operation.',
  // The word is a name of other things as well.
  'Error: Os { code: 13, kind: PermissionDenied, message: "Permission denied" }',
  'rpc error: code = PermissionDenied desc = the caller may not',
  'openai.PermissionDeniedError: Error code: 403',
  'Status { code: PermissionDenied, message: "no" }',
  // Refusals without a cause.
  'AuthenticationError: 401 status code (no body)\n    at AzureOpenAI.makeStatusError (core.ts:428:21)',
  "azure.core.exceptions.HttpResponseError: Operation returned an invalid status 'Forbidden'",
  'ManagedIdentityCredential authentication unavailable.\nDefaultAzureCredential acquired a token from AzureCliCredential',
];
