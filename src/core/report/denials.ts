import type { Report, ReportedLog } from './report.ts';
import { principalWords } from './vocabulary.ts';

type DenialMinute = ReportedLog['denials'][number];

/** The denials of one identity, with what they are shown under. */
export interface DeniedIdentity {
  key: string;
  label: string;
  minutes: DenialMinute[];
}

/** The timeline of denials by identity, in the order in which each was first refused. */
export function denialsByIdentity({ log, subject }: Report): DeniedIdentity[] {
  const identities = new Map<string, DeniedIdentity>();
  for (const denial of log?.denials ?? []) {
    const key = denial.principalId ?? denial.version ?? '';
    const known = identities.get(key);
    if (known) known.minutes.push(denial);
    else identities.set(key, { key, label: labelOf(denial, subject), minutes: [denial] });
  }
  return [...identities.values()];
}

function labelOf({ principalId, version }: DenialMinute, subject: Report['subject']): string {
  const ofVersion = version === null ? '' : `, version ${version}`;
  if (principalId === null) return `an identity that the log does not name${ofVersion}`;
  const principal = subject.principals.find(({ id }) => id.toLowerCase() === principalId);
  const who = principal
    ? `${principalWords[principal.role]} ${principal.displayName ?? ''}`.trim()
    : version === null
      ? 'an identity that is none of the agent’s'
      : 'former agent identity';
  return `${who} ${principalId}${ofVersion}`;
}

/** What was refused within a minute, as it stands beside the time. One failed call often leaves several rows. */
export function denialWords({ count, actions }: DenialMinute): string {
  const short = actions.map((action) =>
    action.replace(/^Microsoft\.CognitiveServices\/accounts\//i, ''),
  );
  const what = short.length === 0 ? '' : `: ${short.join(', ')}`;
  return `denied in ${count} ${count === 1 ? 'row' : 'rows'}${what}`;
}
