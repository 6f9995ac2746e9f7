import type { SymptomClass } from './symptom.ts';

/** What a refusal is called, what it means, and what to do about it. */
export interface SymptomWords {
  title: string;
  meaning: string;
  next: string;
}

/** The sentences for every class of refusal: one without words does not compile. */
export const symptomWords: Record<SymptomClass, SymptomWords> = {
  'missing-data-action': {
    title: 'A data action is missing',
    meaning:
      'The token was accepted. The identity holds no role with this data action at the scope that was asked, or the role is still spreading. Foundry says 401 for it, where others say 403.',
    next: 'Diagnose the agent, or ask "can" for this identity and action: the answer names the smallest role and the scope.',
  },
  'cosmos-data-action': {
    title: 'A role of Cosmos DB’s own is missing',
    meaning:
      'Cosmos DB has data-plane roles of its own, which Azure role assignments do not grant. Creating databases and containers is control plane and never works with a data token.',
    next: 'Grant a Cosmos DB data role with `az cosmosdb sql role assignment create`; make databases and containers before the agent runs.',
  },
  'deny-assignment': {
    title: 'A deny assignment stands in the way',
    meaning: 'A role would allow it, and a deny assignment wins over every role.',
    next: 'No further role helps. Ask who owns the deny assignment, often a deployment stack or a managed application, to exclude the identity.',
  },
  'wrong-tenant': {
    title: 'The token is from another tenant',
    meaning: 'The resource trusts one Entra tenant, and the token was made by another one.',
    next: 'Sign in to the tenant of the resource: name it in the credential (`tenantId`, AZURE_TENANT_ID) or in `az login --tenant`.',
  },
  'wrong-audience': {
    title: 'The token is for another service, or is not valid',
    meaning:
      'No role was looked at: the token was made for another audience, has expired, or is none at all.',
    next: 'Ask for the token with the audience that the service names: https://ai.azure.com/.default for a project endpoint. If the audience is right, look at the expiry.',
  },
  'key-auth-disabled': {
    title: 'Keys are switched off here',
    meaning: 'The account refuses every key (disableLocalAuth), and the call was made with one.',
    next: 'Call with Microsoft Entra ID, and give that identity a role; or have keys switched on again, if policy allows it.',
  },
  'wrong-key-or-endpoint': {
    title: 'The key or the endpoint is wrong',
    meaning:
      'A key was expected, not an identity, and the one that came is not of this resource or region, or none came.',
    next: 'Compare the endpoint with that of the resource the key is from. Roles are not the cause.',
  },
  'network-closed': {
    title: 'The network is closed',
    meaning:
      'The account takes no call from where this one came. It often shows only after a missing role was mended.',
    next: 'Give the caller a private endpoint, or open the account to its network. Roles are not the cause.',
  },
  'control-plane': {
    title: 'A control-plane permission is missing',
    meaning:
      'Azure Resource Manager refused to manage something: reading, creating, listing keys, assigning roles. Calling a model needs none of that.',
    next: 'Ask "can" for this identity, action and scope; the answer names the smallest role.',
  },
  'federated-subject-case': {
    title: 'The federated subject differs in upper and lower case only',
    meaning:
      'The subject of the token and of the federated credential are the same but for case, and Entra compares them exactly.',
    next: 'Spell the credential’s subject as the token does. If they look alike already, delete the credential and make it anew.',
  },
  'federated-credential': {
    title: 'No federated credential fits the token',
    meaning:
      'The issuer, subject or audience of the presented token matches no federated credential of the application or managed identity.',
    next: 'Compare the subject that the text names with those of the federated credentials, letter by letter.',
  },
  'client-secret': {
    title: 'The client secret or certificate was refused',
    meaning:
      'The application was found; its secret is wrong, has expired, or its id was sent instead of its value.',
    next: 'Make a new secret, or better: use a managed identity or a federated credential, which have none.',
  },
  'tenant-unknown': {
    title: 'The tenant is unknown, or does not know the user',
    meaning:
      'The sign-in went to a tenant that does not exist or in which this account is no user or guest.',
    next: 'Check the tenant id. An account of another organisation has to be invited as a guest first.',
  },
  'application-unknown': {
    title: 'The application is not in this tenant',
    meaning: 'The client id names an application that this tenant has no service principal of.',
    next: 'Check client id and tenant id. The client id is the application’s, not the object id.',
  },
  consent: {
    title: 'Consent or an assignment to the application is missing',
    meaning:
      'Entra let nobody through to the service: the application may not act for this user here.',
    next: 'Ask an administrator for consent, or to assign the user to the application.',
  },
  'conditional-access': {
    title: 'A Conditional Access policy stands in the way',
    meaning: 'Entra asks for more than was given: another factor, a managed device, a place.',
    next: 'Sign in again interactively. A service cannot: an administrator has to exclude its identity.',
  },
  'sign-in-expired': {
    title: 'The sign-in is too old',
    meaning: 'The token or the session behind it has expired or was revoked.',
    next: 'Sign in again. In code, ask the credential for a token with every call instead of keeping one.',
  },
  'principal-disabled': {
    title: 'The account is disabled or unknown',
    meaning: 'Entra knows no such user or application here, or it is disabled.',
    next: 'Ask an administrator to enable it, or name another one. Roles are not the cause.',
  },
  'resource-unknown': {
    title: 'The service that the token is for is unknown here',
    meaning: 'The tenant has no service principal of the audience that was asked for.',
    next: 'Check the scope of the token request for a typing error and for the right cloud.',
  },
  'entra-other': {
    title: 'Entra refused the sign-in',
    meaning: 'No service was reached: Entra itself refused. The code says why.',
    next: 'Look the code up at https://login.microsoftonline.com/error.',
  },
  'no-credential': {
    title: 'A credential had no token to give',
    meaning:
      'Nobody is signed in there, or the managed identity that was asked for does not exist where the code runs. In a chain of credentials the next one may still have answered; if none did, no service was asked at all.',
    next: 'Sign in (`az login`, `azd auth login`), or give what runs the code its identity and name its client id.',
  },
  impersonation: {
    title: 'The caller may not speak for another user',
    meaning:
      'The call names another user (x-ms-user-identity), which needs a data action that the built-in roles leave out.',
    next: 'Drop the header, or have a custom role with UserIdentityImpersonation made.',
  },
  'published-identity': {
    title: 'The agent’s own token could not be made',
    meaning:
      'A tool asks for a token of the agent’s identity, and the agent has none in this place: it is not hosted or published, or its application’s identity is not ready.',
    next: 'Look at the state of the published application and its identity. Roles come after that.',
  },
  'role-unknown': {
    title: 'There is no such role',
    meaning:
      'The GUID or name of the role does not exist: a typing error, or a name from before the rename.',
    next: 'Assign the role by its GUID. Foundry User is 53ca6127-db72-4b80-b1b0-d745d6d5456d.',
  },
  'principal-not-found': {
    title: 'The directory does not know the identity (yet)',
    meaning:
      'An identity that was made moments ago may be missing in the replica that was asked; or the id is a client id or a deleted one.',
    next: 'Name the principal’s type in the assignment (`principalType`, `--assignee-principal-type`), which skips the look-up, and check that the id is the object id.',
  },
  'assignment-exists': {
    title: 'The assignment exists already',
    meaning:
      'The same role for the same principal at the same scope stands there under another name.',
    next: 'Nothing is missing. In Bicep, use the name that is there or drop the assignment.',
  },
  'assignment-name-taken': {
    title: 'The assignment’s name belongs to a former identity',
    meaning: 'An identity was made anew, and the assignment of that name is still the old one’s.',
    next: 'Delete the stale assignment, and let the principal be one of the seeds of `guid()` in the name.',
  },
  'telemetry-connection': {
    title: 'The telemetry connection was refused',
    meaning:
      'Application Insights connections take a key only, so this one was not made and nothing is logged.',
    next: 'Make the connection with authType ApiKey.',
  },
  quota: {
    title: 'A limit was reached',
    meaning: 'The call was allowed and came too often or asked for too much.',
    next: 'Wait, or raise the quota of the deployment. Roles are not the cause.',
  },
  'session-quota': {
    title: 'The subscription has no session left for the agent',
    meaning: 'Every invocation needs a session, and as many are open as the subscription may have.',
    next: 'Delete sessions that nobody uses (`azd ai agent session list` shows them), or wait until they expire. Roles are not the cause.',
  },
  'regional-capacity': {
    title: 'The region has no capacity left for the agent',
    meaning: 'The platform could not start a container in this region.',
    next: 'Try again later, or deploy in another region. Roles are not the cause.',
  },
  'provisioning-failed': {
    title: 'The agent’s version could not be provisioned',
    meaning: 'Its deployment failed: the image, the code package or the platform. It never ran.',
    next: 'Read the error of the version (`azd ai agent show`), mend it and deploy again. Where the image could not be pulled, the identity that pulls it may lack AcrPull at the registry.',
  },
  'readiness-timeout': {
    title: 'The agent’s container was not ready in time',
    meaning: 'It started too slowly to answer on its port, or it ended while it started.',
    next: 'Try again once; if it stays, read the log of its start (`azd ai agent monitor --type system`). Roles are not the cause unless the container ends for one.',
  },
  'agent-timeout': {
    title: 'The agent took too long to answer',
    meaning: 'Its container got the request and hung in the middle of it.',
    next: 'Read the agent’s log (`azd ai agent monitor --tail 100`) before another call, which would hang as well.',
  },
  'session-idle': {
    title: 'The session was paused',
    meaning: 'Nobody had used it for a while; it resumes with the next call.',
    next: 'Invoke it again. Roles are not the cause.',
  },
  'session-gone': {
    title: 'The session is no more',
    meaning: 'The platform has removed it.',
    next: 'Invoke the agent without a session id: that opens a new one. Roles are not the cause.',
  },
  'not-ready': {
    title: 'The agent was not ready',
    meaning: 'Its session or its version was still being started.',
    next: 'Try again in a minute; then read the agent’s log. Roles are not the cause unless the container ends for one.',
  },
  'deployment-missing': {
    title: 'The route or the model deployment is not there',
    meaning:
      'The path, the API version or the deployment’s name is wrong. A missing role may show only after that.',
    next: 'Compare the deployment’s name and the route with those of the account.',
  },
  'not-offered': {
    title: 'It is not offered here',
    meaning: 'The region, the subscription or an opt-in that is missing keeps the feature away.',
    next: 'Use a region and subscription that have it, or send the opt-in that the text names. Roles are not the cause.',
  },
  'request-shape': {
    title: 'The request has the wrong shape',
    meaning:
      'The service could not read it: an API version, a URL, a reserved variable or the body.',
    next: 'Compare it with the documentation of the endpoint. Roles are not the cause.',
  },
  'permission-denied': {
    title: 'Access was denied, and the text does not say what was missing',
    meaning: 'A short form of the same refusal: it names neither the identity nor the action.',
    next: 'Look for the longer text nearby, which names both; or diagnose the agent.',
  },
  'look-alike': {
    title: 'Somebody else than Foundry said no',
    meaning: 'The words are those of a proxy, a sidecar or another product.',
    next: 'Look at who answers at the address that the text names. Azure roles are not the cause.',
  },
  'provider-401': {
    title: 'The model’s endpoint refused the agent',
    meaning:
      'A Copilot SDK agent got a 401 from its model. Under a managed identity the variables that the text names have no part in it: a role is missing, or the token is wrong.',
    next: 'Diagnose the agent; the log holds the refusal that names the identity and the action.',
  },
  'masked-denial': {
    title: 'A tool failed, perhaps by a refusal underneath',
    meaning: 'The tool’s own error hides what its service said, which is often a 401 or 403.',
    next: 'Look at who calls the tool’s service, often the project’s identity, and at its roles there.',
  },
  'transient-auth': {
    title: 'A refusal that was tried again',
    meaning: 'One refusal says little: right after a start or a grant it passes by itself.',
    next: 'Read on: an answer further down means that it recovered.',
  },
};
