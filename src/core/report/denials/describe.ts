import { valueOf } from '../../facts/fact.ts';
import { formerIdentities, type Case } from '../../rules/case.ts';
import { denialTimeline } from '../../rules/denial-timeline.ts';
import { servingVersionSeenAt } from '../../rules/log-silence.ts';
import { modelCaller } from '../../rules/refused-identity.ts';
import type { DenialLane, LaneEvent, ReportedDenials } from './schema.ts';

type SeenMinute = ReturnType<typeof denialTimeline>[number];
type Owner = Pick<SeenMinute, 'principalId' | 'version'>;

/** A call that fails is logged more than once within a minute; a row in it shows no recovery. */
const oneCall = 60_000;

/**
 * The denials by identity and minute with the events that may explain them; undefined where the log
 * shows none. What the facts do not know is left out.
 */
export function describeDenials(opened: Case): ReportedDenials | undefined {
  const seen = denialTimeline(opened);
  if (seen.length === 0) return undefined;
  const { symptoms, searched } = opened.facts.telemetry;
  const window = searched?.window;
  return {
    window: window ? { from: window.from, to: window.to } : null,
    isCutOff: window !== undefined && (valueOf(symptoms)?.length ?? 0) >= window.mostRows,
    seenAt: seenAfter(opened, seen),
    lanes: lanesOf(opened, seen),
  };
}

function seenAfter({ facts, agent }: Case, seen: SeenMinute[]): string | null {
  const lastAt = servingVersionSeenAt(facts, agent);
  const last = seen.at(-1);
  if (lastAt === null || last === undefined) return null;
  return Date.parse(lastAt) >= Date.parse(last.minute) + 2 * oneCall ? lastAt : null;
}

function lanesOf(opened: Case, seen: SeenMinute[]): DenialLane[] {
  const lanes = new Map<string, DenialLane>();
  const laneOf = (owner: Owner): DenialLane => {
    const key = JSON.stringify(owner.principalId?.toLowerCase() ?? { version: owner.version });
    const lane = lanes.get(key) ?? emptyLane(opened, owner);
    lanes.set(key, lane);
    return lane;
  };
  for (const { principalId, version, ...minute } of seen) {
    laneOf({ principalId, version }).minutes.push(minute);
  }
  // Who calls the model now is part of the picture even where only an earlier identity was refused.
  const caller = modelCaller(opened);
  if (caller !== null) laneOf({ principalId: caller, version: null });
  return [...lanes.values()];
}

function emptyLane(opened: Case, owner: Owner): DenialLane {
  const versions = versionsOf(opened, owner);
  return {
    principalId: owner.principalId,
    ...whoIs(opened, owner.principalId),
    versions: versions.map(({ version }) => version),
    minutes: [],
    events: [
      ...versions.flatMap(({ version, createdAt }) => eventAt('version', createdAt, version)),
      ...grantsTo(opened, owner.principalId),
    ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  };
}

function whoIs(
  { principals, agent, facts }: Case,
  principalId: string | null,
): Pick<DenialLane, 'role' | 'displayName'> {
  if (principalId === null) return { role: 'unnamed', displayName: null };
  const own = principals.find(({ id }) => isSame(id, principalId));
  if (own !== undefined) return { role: own.role, displayName: own.displayName };
  const isFormer = formerIdentities(agent).some((one) => isSame(one.principalId, principalId));
  const named = facts.directory[principalId];
  return {
    role: isFormer ? 'former-agent-instance' : 'other',
    displayName: (named && valueOf(named)?.displayName) ?? null,
  };
}

/** The versions that ran as an identity or, where nobody is named, the one that the rows name. */
function versionsOf(
  { agent }: Case,
  { principalId, version }: Owner,
): { version: string; createdAt: string | null }[] {
  const all = [agent.serving, ...agent.versions].filter(
    (one, index, list) => list.findIndex((other) => other.version === one.version) === index,
  );
  if (principalId !== null) {
    return all.filter(({ instanceIdentity }) => isSame(instanceIdentity?.principalId, principalId));
  }
  if (version === null) return [];
  return [all.find((one) => one.version === version) ?? { version, createdAt: null }];
}

/** The grants that decide what the identity needs. */
function grantsTo({ verdicts }: Case, principalId: string | null): LaneEvent[] {
  const deciding = verdicts.filter(
    ({ principalId: of, basis, decidedBy }) =>
      isSame(of, principalId) && basis.kind !== 'none' && decidedBy?.kind === 'role-assignment',
  );
  const events = deciding.flatMap(({ decidedBy, grantedAt, settlesAt }) => {
    const what = decidedBy?.roleName ?? '';
    return [...eventAt('grant', grantedAt, what), ...eventAt('settled', settlesAt, what)];
  });
  return events.filter(
    ({ kind, at, what }, index) =>
      events.findIndex((one) => one.kind === kind && one.at === at && one.what === what) === index,
  );
}

function eventAt(kind: LaneEvent['kind'], at: string | null, what: string): LaneEvent[] {
  return at === null || Number.isNaN(Date.parse(at)) ? [] : [{ kind, at, what }];
}

function isSame(id: string | undefined, other: string | null): boolean {
  return id !== undefined && id.toLowerCase() === other?.toLowerCase();
}
