import type { FindingArguments, PublishedStanding } from '../rules/finding-codes.ts';
import { symptomWords } from '../symptoms/words.ts';
import { explainSilence } from './log-words.ts';

export interface Words {
  /** What is the case, in one sentence. */
  title: string;
  /** Why it matters and what follows from it. */
  explanation: string;
}

type WordsTable = {
  [Code in keyof FindingArguments]: (args: FindingArguments[Code]) => Words;
};

/** `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` without its provider. */
function shortAction(action: string): string {
  return action.replace(/^Microsoft\.CognitiveServices\/accounts\//i, '');
}

/** A sentence that opens with a principal's words. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const notRunning: Record<FindingArguments['version-not-running']['status'], string> = {
  failed: 'has failed',
  deleting: 'is being deleted',
  deleted: 'is deleted',
};

const disabled: Record<FindingArguments['agent-disabled']['what'], (agent: string) => string> = {
  agent: (agent) => `Agent ${agent} is disabled.`,
  blueprint: (agent) => `Agent ${agent} is disabled by its blueprint.`,
  identity: (agent) => `The identity of agent ${agent} is disabled in Microsoft Entra.`,
};

/** How the identity of an application stands where its model calls go. */
const publishedWords: Record<PublishedStanding, (place: string) => string> = {
  allowed: (place) => `A role lets it call models at ${place}.`,
  'not-granted': (place) =>
    `Nothing grants it that at ${place}, so calls of the application fail there.`,
  'platform-managed': (place) =>
    `No role is assigned to it at ${place}; the platform may let it in all the same.`,
  denied: (place) => `A deny assignment keeps it out of ${place}.`,
  conditional: (place) => `Whether it gets in at ${place} depends on a condition.`,
  propagating: (place) => `A role at ${place} is minutes old and may not work everywhere yet.`,
  'eligible-only': (place) =>
    `At ${place} it is only eligible for a role, which an identity cannot activate.`,
  unknown: (place) => `Whether a role lets it in at ${place} could not be read.`,
  'not-judged': (place) => `Whether a role lets it in at ${place} was not judged.`,
  'not-needed': () => 'Its model calls are made as another identity or with a key.',
};

const keyHolders: Record<FindingArguments['model-key-given']['holder'], (names: string) => string> =
  {
    definition: (names) => `The agent’s definition holds a key for model calls: ${names}.`,
    connection: (names) => `A connection holds a key for model calls: ${names}.`,
  };

/** The sentences of every finding; a code without words does not compile. */
export const words: WordsTable = {
  'subject-unresolved': ({ what, detail, remedy }) => ({
    title: detail,
    explanation: `Without ${what} there is nothing to judge. ${remedy}`.trim(),
  }),
  'agent-disabled': ({ agent, what }) => ({
    title: disabled[what](agent),
    explanation: 'It gets no token while it is disabled, so calls fail whatever its roles are.',
  }),
  'version-not-running': ({ agent, version, status }) => ({
    title: `Version ${version} of agent ${agent}, which gets the calls, ${notRunning[status]}.`,
    explanation:
      'It cannot answer, whatever its roles are. Deploy a version that becomes active, or send the calls to one.',
  }),
  'version-starting': ({ agent, version }) => ({
    title: `Version ${version} of agent ${agent} is still being created.`,
    explanation:
      'Its identity and its roles may not be complete yet. Diagnose again once it is active.',
  }),
  'identity-not-there': ({ agent, version }) => ({
    title: `Agent ${agent}, version ${version}, has no identity of its own yet.`,
    explanation:
      'Foundry names none, so there is nobody to whom a role could be given and nothing to judge. Diagnose again once the version is active; if it has no identity then, deploy it anew.',
  }),
  'traffic-split': ({ agent, version, others }) => ({
    title: `Agent ${agent} runs as several identities at once, and not all of them are covered.`,
    explanation: `This report is about version ${version}. Calls also go to ${others}. Each version calls as its own identity, so some calls may be denied and others not.`,
  }),
  'account-role-missing': ({ principal, action, place }) => ({
    title: sentence(`${principal} has no role at ${place}.`),
    explanation: `Model calls are checked at the account, and nothing there grants ${shortAction(action)}. A role at the project does not reach up to the account, so the agent starts, answers 200 and hides the 401 in its stream.`,
  }),
  'target-account-role-missing': ({ principal, action, place }) => ({
    title: sentence(`${principal} has no role at ${place}, which its model calls reach.`),
    explanation: `The model lives in another account than the agent. Nothing at that account, or above it, grants ${shortAction(action)}; roles at the agent’s own project and account do not count there.`,
  }),
  'project-role-missing': ({ principal, action, place }) => ({
    title: sentence(`${principal} has no role at ${place}.`),
    explanation: `The service denied ${shortAction(action)}, and no assignment grants it at the project.`,
  }),
  'project-identity-role-missing': ({ principal, action, place }) => ({
    title: sentence(`${principal} has no role at ${place}.`),
    explanation: `The project passes calls on to the account with its own managed identity, and nothing grants that identity ${shortAction(action)}. The agent’s own roles do not help here.`,
  }),
  'blueprint-role-missing': ({ principal, action, place }) => ({
    title: sentence(`${principal} was denied at ${place}.`),
    explanation: `A denial names the blueprint as the caller of ${shortAction(action)}. Usually only the agent’s instance identity needs a role; here the log shows that the blueprint calls.`,
  }),
  'stale-grant': ({ principal, place, formerId, formerVersion }) => ({
    title: sentence(
      `${principal} has no role at ${place}: the grant there belongs to version ${formerVersion}.`,
    ),
    explanation: `The agent got a new identity, and the role stayed with the former one (${formerId}). The grant has to be made again for the identity that runs now.`,
  }),
  'identity-drift': ({ agent, version, formerId, formerVersion }) => ({
    title: `Agent ${agent} runs as another identity since version ${version}.`,
    explanation: `Version ${formerVersion} ran as ${formerId}. Roles given to it do not follow to the new one: every grant, on other resources too, has to be made again.`,
  }),
  'published-application': ({ agent, application, principalId, place, standing }) => ({
    title: `Agent ${agent} is also published by application ${application}, which runs as another identity.`,
    explanation:
      principalId === null
        ? 'The application shows no identity yet. Once it has one, roles must be granted to that one again: those of the agent’s own identity do not count for it.'
        : `There it runs as ${principalId}. Roles of the agent’s own identity do not count for that one: each must be granted to it again. ${publishedWords[standing](place ?? 'the place where its model calls go')}`,
  }),
  'role-definition-unknown': ({ principal, place, badGuid, meant }) => ({
    title: sentence(`${principal} is assigned a role at ${place} that does not exist.`),
    explanation:
      meant === null
        ? `No role definition has the GUID ${badGuid}, so the assignment grants nothing.`
        : `The GUID ${badGuid} is a known misspelling of ${meant}; the assignment grants nothing.`,
  }),
  'eligible-only': ({ principal, place, eligibleAt }) => ({
    title: sentence(`${principal} is only eligible for its role at ${place}.`),
    explanation: `The role (${eligibleAt}) has to be activated in Privileged Identity Management, which a person can do and the identity of an agent cannot. It needs an active assignment.`,
  }),
  denied: ({ principal, action, place, deny }) => ({
    title: sentence(`${principal} is denied at ${place} by deny assignment “${deny}”.`),
    explanation: `A deny assignment wins over every role. Another role assignment for ${shortAction(action)} would change nothing.`,
  }),
  'conditional-grant': ({ principal, place, condition }) => ({
    title: sentence(`whether ${principal} gets in at ${place} depends on a condition.`),
    explanation: condition,
  }),
  'grant-propagating': ({ place, grantedAt, lookAgainAt, denied }) => ({
    title: `The role at ${place} was granted minutes ago and may not work everywhere yet.`,
    explanation: `Granted at ${grantedAt}${denied ? ', and a call was denied since' : '; whether a call was denied since is not known, because a part of the log is missing'}. Diagnose again after ${lookAgainAt}; if it is denied then, something else is the cause.`,
  }),
  'recent-grant': ({ place, grantedAt, lookAgainAt, logSpeaks }) => ({
    title: logSpeaks
      ? `The role at ${place} is new; no call was denied since.`
      : `The role at ${place} is new.`,
    explanation: `Granted at ${grantedAt}. Until ${lookAgainAt} a call may still be denied now and then.`,
  }),
  'assignments-unreadable': ({ principal, place, detail }) => ({
    title: `The roles of ${principal} at ${place} could not be read.`,
    explanation: `${detail} Nothing is said to be missing that was not seen to be missing.`,
  }),
  'target-account-unresolved': ({ url, via, detail }) => ({
    title: 'The account that the agent’s model calls reach was not found.',
    explanation: `The calls go to ${url} (${via}). ${detail} Name the account (--target-account, or the setting foundryIdentity.targetAccount in VS Code), by its ARM id where you cannot list its subscription, or ask for Reader on it. If it is in another tenant, no identity of this one can get a role there.`,
  }),
  'gateway-endpoint': ({ url, via }) => ({
    title: 'The agent’s model calls go to a host that is no Azure AI account.',
    explanation: `They go to ${url} (${via}). A gateway or another service answers there, lets callers in by its own rules and calls the model as itself, so the agent’s roles do not decide. Look at its policy, and ask whether its own identity may call the model at the account behind it. Where it passes the agent’s token on, name that account with --target-account or the setting foundryIdentity.targetAccount.`,
  }),
  'regional-endpoint': ({ url, via }) => ({
    title: 'The agent’s model calls go to the endpoint of a region, which takes no Entra token.',
    explanation: `They go to ${url} (${via}). Without a key every call ends in 401 there, whatever the roles. Use the account’s own endpoint, https://NAME.openai.azure.com or https://NAME.cognitiveservices.azure.com, and diagnose again.`,
  }),
  'deployment-missing': ({ model, account, nearest }) => ({
    title: `Account ${account} has no model deployment called ${model}.`,
    explanation: `The agent calls it by that name, so its calls end in 404, whatever its roles are. ${nearest.length === 0 ? 'The account has no model deployment at all.' : `Did you mean ${nearest.join(', ')}?`}`,
  }),
  'model-key-given': ({ holder, names, account, refused }) => ({
    title: keyHolders[holder](names),
    explanation: refused
      ? `Account ${account} refuses keys. A call with this one is refused, whatever the roles; calls with a token are judged here.`
      : `Account ${account} accepts keys. A call with this one needs no role, so roles may not matter for it; what is judged here are calls with a token.`,
  }),
  'key-auth-disabled': ({ account, via }) => ({
    title: `Account ${account} refuses keys, and the agent calls it with one.`,
    explanation: `The call goes through ${via}. No role mends this: the connection has to use Microsoft Entra ID.`,
  }),
  'network-closed': ({ account }) => ({
    title: `Account ${account} refuses calls from public networks.`,
    explanation:
      'The network refused the call before roles were looked at, or after they were found right.',
  }),
  'network-restricted': ({ account }) => ({
    title: `Account ${account} takes no calls from public networks.`,
    explanation:
      'Calls from outside its network are refused, whatever the roles, and the log does not show where the agent’s calls come from.',
  }),
  'wrong-audience': ({ expected }) => ({
    title: 'The agent’s token was made for another service.',
    explanation: `The service refused the token’s audience. Here it has to be ${expected}. No role mends this.`,
  }),
  'seen-before': ({ kind, seenAt, since }) => ({
    title: `${symptomWords[kind].title}: seen at ${seenAt}, not since.`,
    explanation:
      since.reason === 'succeeded'
        ? `The same version of the agent was called at ${since.at} and met no failure. What the log shows is over.`
        : `Version ${since.version} met it, which gets no calls any more. The version that serves now has not.`,
  }),
  recovered: ({ deniedAt, answeredAt }) => ({
    title: 'The agent was denied once just after its start and has worked since.',
    explanation: `Denied at ${deniedAt}, answering until ${answeredAt}. A new version can be denied once although its roles are right.`,
  }),
  'denial-unexplained': ({ principal, deniedAt }) => ({
    title: sentence(`${principal} was denied although its roles are right.`),
    explanation: `The last denial is of ${deniedAt}, after the grant had time to spread. A role assignment is not what is missing; look at deny assignments, the token’s audience and tenant, and at which endpoint the code really calls.`,
  }),
  'nameless-denial': ({ principal, deniedAt }) => ({
    title: 'A call was denied, and the log does not name who made it.',
    explanation: `The last such row is of ${deniedAt}. It fits a role that is missing to ${principal}, and does not prove it. Invoke the agent and read the whole stream: the refusal in it names the identity.`,
  }),
  'other-principal-denied': ({ principal, action, deniedAt, application }) => ({
    title: `Somebody else was denied: ${principal}.`,
    explanation:
      application === null
        ? `At ${deniedAt} the service denied ${shortAction(action)} to a principal that is none of the agent’s identities: a user, a proxy, or an identity set in the agent’s code.`
        : `At ${deniedAt} the service denied ${shortAction(action)} to the identity that application ${application} runs as. Roles of the agent’s own identity do not count for it.`,
  }),
  'platform-managed': ({ principal }) => ({
    title: sentence(`${principal} relies on access that the platform manages.`),
    explanation:
      'No assignment in ARM grants it, none is needed by the documentation, and the log holds no denial.',
  }),
  'no-telemetry': ({ silence }) => ({
    title: 'Neither an assignment nor the log shows whether the agent gets in.',
    explanation: `${explainSilence(silence)} An agent may be let in by the platform without any assignment, and silence proves nothing. Invoke it once and read the whole stream.`,
  }),
  'unconfirmed-by-telemetry': ({ silence }) => ({
    title: 'The roles are right; the log could not confirm that calls get through.',
    explanation: explainSilence(silence),
  }),
};
