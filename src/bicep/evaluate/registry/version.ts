/** Whether a version such as `0.18.0` is older than `other`, by its first two numbers; no where unknown. */
export function isOlder(version: string | null, other: string): boolean {
  return compare(version, other) < 0;
}

/** Whether a version is newer than `other`, likewise. */
export function isNewer(version: string | null, other: string): boolean {
  return compare(version, other) > 0;
}

function compare(version: string | null, other: string): number {
  const [major, minor] = numbersOf(version);
  const [otherMajor, otherMinor] = numbersOf(other);
  const difference = (major ?? NaN) - (otherMajor ?? NaN) || (minor ?? NaN) - (otherMinor ?? NaN);
  return Number.isNaN(difference) ? 0 : difference;
}

function numbersOf(version: string | null): (number | undefined)[] {
  return (/^v?(\d+)\.(\d+)/.exec(version ?? '') ?? []).slice(1).map(Number);
}
