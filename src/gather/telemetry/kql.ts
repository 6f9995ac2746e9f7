import { classicSchema, unionOfTables, workspaceSchema, type LogSchema } from './log-schema.ts';

/** The window in which symptoms and traffic are looked for. */
export const logWindow = { hours: 24, kql: '24h', iso8601: 'PT24H' } as const;

/** Rows shown at most. The newest say what is wrong now. */
export const mostRows = 200;

/** The role under which the platform itself logs the calls that it passes on to agents. */
const platformRole = 'agentsv2';

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

/** Characters that end a KQL literal, or that an editor would not show. */
const hidden = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;

/** A text as a KQL string literal. Anything else than these characters stands for itself. */
export function kqlLiteral(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(hidden, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${escaped}'`;
}

export interface AgentKeys {
  name: string;
  /** Object id of the instance identity, which telemetry and denials name as well. */
  principalId: string | null;
}

/**
 * What is searched: one component's own tables, or what a component wrote to the workspace that it
 * shares with others. The tables have other names there.
 */
export type LogScope = { kind: 'component' } | { kind: 'workspace'; componentId: string };

/** The rows of the window that the scope holds. */
function rowsOf(scope: LogScope): string {
  const schema: LogSchema = scope.kind === 'component' ? classicSchema : workspaceSchema;
  const inWindow = `${schema.columns.at} > ago(${logWindow.kql})`;
  const ofComponent =
    scope.kind === 'component' ? [] : [`_ResourceId =~ ${kqlLiteral(scope.componentId)}`];
  return unionOfTables(schema, [inWindow, ...ofComponent]);
}

const dimension = (key: string): string => `tostring(dimensions['${key}'])`;

const agentId = `coalesce(${dimension('gen_ai.agent.id')}, ${dimension('azure.ai.agentserver.agent_id')})`;

const agentVersion = dimension('gen_ai.agent.version');

/**
 * Calls whose success says something: of the agent, and of a model by it. What else an agent calls may
 * go well while its model refuses it.
 */
const tellingCalls = "source == 'requests' or text contains '/openai/'";

/**
 * Which rows are the agent's. Its own code logs under its name as role; the platform's rows bear
 * another role and name the agent in their dimensions, by `name`, `name:version` or object id, or
 * only in the URL that was called.
 */
function agentFilter({ name, principalId }: AgentKeys): string {
  const literal = kqlLiteral(name);
  const called = kqlLiteral(`/agents/${encodeURIComponent(name)}/`);
  const conditions = [
    `role =~ ${literal}`,
    `${dimension('gen_ai.agent.name')} =~ ${literal}`,
    `${dimension('azure.ai.agentserver.agent_name')} =~ ${literal}`,
    `agentId =~ ${literal}`,
    `agentId startswith ${kqlLiteral(`${name}:`)}`,
    `(role =~ '${platformRole}' and text contains ${called})`,
  ];
  if (principalId !== null) conditions.push(`agentId =~ ${kqlLiteral(principalId)}`);
  return conditions.join(' or ');
}

/**
 * Denials and errors of the agent, newest first. A denial that names the agent's identity counts
 * whoever logged it.
 */
export function symptomQuery(keys: AgentKeys, scope: LogScope = { kind: 'component' }): string {
  const named =
    keys.principalId === null ? '' : ` or text contains ${kqlLiteral(keys.principalId)}`;
  const words = symptomWords.map((word) => `text contains ${kqlLiteral(word)}`).join(' or ');
  return [
    rowsOf(scope),
    `| extend agentId = ${agentId}, version = ${agentVersion}`,
    `| where ${agentFilter(keys)}${named}`,
    `| where ${words}`,
    '| order by at desc',
    `| take ${mostRows}`,
    '| project at, source, text, agentId, version',
  ].join('\n');
}

/**
 * How many rows of any kind the agent wrote, when the last one and when the last that tells of a call
 * that went well, by what the rows name as the agent.
 */
export function trafficQuery(keys: AgentKeys, scope: LogScope = { kind: 'component' }): string {
  return [
    rowsOf(scope),
    `| extend agentId = ${agentId}, version = ${agentVersion}`,
    `| where ${agentFilter(keys)}`,
    `| summarize rows = count(), lastAt = max(at), succeededAt = maxif(at, succeeded and (${tellingCalls})) by agentId, version`,
  ].join('\n');
}
