import type { Connection } from '../../core/facts/azure.ts';
import type { LogConnection } from '../../core/facts/diagnosis-facts.ts';

/**
 * What a connection says of its component: its ARM id, or its App ID alone. `nothing` where it says
 * neither, which a connection string without an App ID does not.
 */
export type ComponentName =
  { kind: 'arm-id'; id: string } | { kind: 'app-id'; id: string } | { kind: 'nothing' };

/** A log that a connection leads to. */
export interface LogSource {
  connection: LogConnection;
  names: ComponentName;
}

/**
 * The logs that an agent of the project may write to, the likeliest first: the default connection
 * before others, the project's before the account's. Connections to the same component count once.
 */
export function logSourcesOf(connections: Connection[]): LogSource[] {
  const rank = ({ isDefault, level }: Connection): number =>
    (isDefault ? 0 : 2) + (level === 'project' ? 0 : 1);
  const sources = connections
    .filter(({ category }) => /^AppInsights$/i.test(category))
    .sort((a, b) => rank(a) - rank(b))
    .map((connection) => ({
      connection: publicPart(connection),
      names: nameIn(connection.resourceId) ?? nameIn(connection.target) ?? nothing,
    }));
  return sources.filter(
    ({ names }, index) =>
      names.kind === 'nothing' ||
      sources.findIndex((other) => isSame(other.names, names)) === index,
  );
}

const nothing: ComponentName = { kind: 'nothing' };

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** App IDs stand alone, at the end of the API's address, or as a part of a connection string. */
const appIds = [
  new RegExp(`^(${guid})$`, 'i'),
  new RegExp(`^https://[^/]+/v1/apps/(${guid})/?$`, 'i'),
  new RegExp(`(?:^|;)\\s*ApplicationId=(${guid})\\s*(?:;|$)`, 'i'),
];

function nameIn(text: string | null): ComponentName | null {
  if (text === null) return null;
  const trimmed = text.trim();
  if (/^\/subscriptions\/.*\/providers\/Microsoft\.Insights\/components\/[^/]+$/i.test(trimmed)) {
    return { kind: 'arm-id', id: trimmed };
  }
  const appId = appIds.map((pattern) => pattern.exec(trimmed)?.[1]).find(Boolean);
  return appId === undefined ? null : { kind: 'app-id', id: appId };
}

function isSame(a: ComponentName, b: ComponentName): boolean {
  return a.kind !== 'nothing' && b.kind === a.kind && a.id.toLowerCase() === b.id.toLowerCase();
}

function publicPart({ name, level, isDefault, authType }: Connection): LogConnection {
  return { name, level, isDefault, authType };
}
