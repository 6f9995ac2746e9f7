/** The window in which symptoms and traffic are looked for. */
export const logWindow = { kql: '24h', iso8601: 'PT24H' } as const;

/** Rows shown at most. The newest say what is wrong now. */
const mostRows = 200;

/** Words of which a denial holds at least one, whichever framework wrote it. */
const symptomWords = [
  'lacks the required data action',
  'PermissionDenied',
  'Principal does not have access',
  'Authentication failed with provider',
  'AuthenticationTypeDisabled',
  'Public access is disabled',
  'audience is incorrect',
] as const;

/** A text as a KQL string literal. Anything else than these characters stands for itself. */
export function kqlLiteral(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

export interface AgentKeys {
  name: string;
  /** Object id of the instance identity, which telemetry and denials name as well. */
  principalId: string | null;
}

/**
 * Which rows are the agent's. Its own code logs under its name as role; the platform's rows bear
 * another role and name the agent in their dimensions, by `name`, `name:version` or object id.
 */
function agentFilter({ name, principalId }: AgentKeys): string {
  const literal = kqlLiteral(name);
  const agentId = "tostring(customDimensions['gen_ai.agent.id'])";
  const conditions = [
    `cloud_RoleName =~ ${literal}`,
    `tostring(customDimensions['gen_ai.agent.name']) =~ ${literal}`,
    `${agentId} =~ ${literal}`,
    `${agentId} startswith ${kqlLiteral(`${name}:`)}`,
  ];
  if (principalId !== null) conditions.push(`${agentId} =~ ${kqlLiteral(principalId)}`);
  return conditions.join(' or ');
}

/**
 * Denials and errors of the agent, newest first. A denial that names the agent's identity counts
 * whoever logged it. Table names are the classic ones: the query's scope is the component.
 */
export function symptomQuery(keys: AgentKeys): string {
  const named =
    keys.principalId === null ? '' : ` or text contains ${kqlLiteral(keys.principalId)}`;
  const words = symptomWords.map((word) => `text contains ${kqlLiteral(word)}`).join(' or ');
  return [
    'union withsource=source traces, exceptions',
    `| where timestamp > ago(${logWindow.kql})`,
    '| extend text = coalesce(message, outerMessage, innermostMessage)',
    `| where ${agentFilter(keys)}${named}`,
    `| where ${words}`,
    '| order by timestamp desc',
    `| take ${mostRows}`,
    "| project timestamp, source, text, agentId = tostring(customDimensions['gen_ai.agent.id'])",
  ].join('\n');
}

/** How many rows of any kind the agent wrote, and when the last one. */
export function trafficQuery(keys: AgentKeys): string {
  return [
    'union traces, exceptions, requests, dependencies',
    `| where timestamp > ago(${logWindow.kql})`,
    `| where ${agentFilter(keys)}`,
    '| summarize rows = count(), lastAt = max(timestamp)',
  ].join('\n');
}
