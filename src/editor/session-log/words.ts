import type { AgentSession, LogKind } from '../../core/facts/session-log.ts';

/** What the kinds of log are called where one is chosen. */
export const kindNames: Record<LogKind, string> = {
  console: 'Console',
  system: 'System',
};

/** How an agent without a session comes to have one. */
export const noSession = (agent: string): string =>
  `Agent ${agent} has no session yet, and so no log: a session begins with a call. Verify the agent by invoking it, and its log is here.`;

/** Why an agent of another kind has no log to show. */
export const noLogOf = (agent: string, kind: string): string =>
  `Agent ${agent} is a ${kind} agent, which runs in no container of its own: only hosted agents have sessions with a log. The report of a diagnosis shows what the project’s log says.`;

/** A session behind its id: "version 3 · idle". */
export function describeSession({ version, status }: AgentSession): string {
  return [...(version === null ? [] : [`version ${version}`]), status].join(' · ');
}

/** When a session was used last, as a person says it. `now` in milliseconds since 1970. */
export function describeUse({ lastAccessedAt, createdAt }: AgentSession, now: number): string {
  if (lastAccessedAt !== null) return `last used ${timeAgo(lastAccessedAt, now)}`;
  return createdAt === null ? '' : `created ${timeAgo(createdAt, now)}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A clock that runs behind the service's makes nothing lie in the future. */
function timeAgo(at: string, now: number): string {
  const elapsed = Math.max(0, now - Date.parse(at));
  const unit = units.find(([, length]) => elapsed >= length);
  if (unit === undefined) return 'less than a minute ago';
  const [name, length] = unit;
  return relative.format(-Math.floor(elapsed / length), name);
}
