/** A rule of an agent's version selector: which share of the traffic a version gets. */
export interface TrafficRule {
  /** Version name, or a word such as `latest`. */
  version: string;
  /** Percent, 0 to 100. */
  share: number;
}

/**
 * The version that gets most of the traffic: what an agent runs as now. Without a rule, or with a
 * rule that says so, it is the latest. Equal shares go to the newer version.
 */
export function servingVersion(rules: TrafficRule[], latest: string): string {
  return servedVersions(rules, latest)[0]?.version ?? latest;
}

/** The versions that get calls, by their names, those with the most first. */
export function servedVersions(rules: TrafficRule[], latest: string): TrafficRule[] {
  return rules
    .map(({ version, share }) => ({ version: isLatest(version) ? latest : version, share }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || compareVersions(b.version, a.version));
}

/** Versions count up: "10" is newer than "9". */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function isLatest(version: string): boolean {
  return /^@?latest$/i.test(version);
}
