/** The clouds that VS Code's own setting can name beside the public one, in its spelling. */
export const sovereignClouds = ['USGovernment', 'ChinaCloud', 'custom'] as const;
export type SovereignCloud = (typeof sovereignClouds)[number];

/** Where a diagnosis or a question looks: a sample tenant of the embedded Azure, or a cloud. */
export type Origin =
  | { kind: 'sample'; name: string }
  /** Where no file is named, the cloud that VS Code is set to; the public one where it names none. */
  | { kind: 'cloud'; file: string | null; sovereign?: SovereignCloud };

const sovereignNames: Record<SovereignCloud, string> = {
  USGovernment: 'Azure Government',
  ChinaCloud: 'Azure operated by 21Vianet',
  custom: 'Custom cloud of VS Code',
};

/** The origin for a person. */
export function describeOrigin(origin: Origin): string {
  if (origin.kind === 'sample') return `Sample tenant ${origin.name}`;
  if (origin.file !== null) return `Cloud of ${origin.file}`;
  return origin.sovereign === undefined ? 'Azure public cloud' : sovereignNames[origin.sovereign];
}

/** One spelling per origin, to remember things by. */
export function originKey(origin: Origin): string {
  if (origin.kind === 'sample') return `sample:${origin.name}`;
  return `cloud:${origin.file ?? origin.sovereign ?? ''}`;
}

/** The variable that makes the commands look at a sample tenant instead of the real cloud. */
const sampleVariable = 'FOUNDRY_IDENTITY_SAMPLE';

/** What the settings say about the cloud. */
export interface CloudSettings {
  /** `foundryIdentity.cloudFile`. */
  file?: string | undefined;
  /** `microsoft-sovereign-cloud.environment`, which the account of VS Code follows, too. */
  sovereign?: string | undefined;
}

/** What the commands look at unless they name something else, by the environment and the settings. */
export function configuredOrigin(
  environment: NodeJS.ProcessEnv,
  { file, sovereign }: CloudSettings,
): Origin {
  const sample = environment[sampleVariable];
  if (sample !== undefined && sample !== '') return { kind: 'sample', name: sample };
  if (file !== undefined && file !== '') return { kind: 'cloud', file };
  const named = sovereignClouds.find((name) => name === sovereign);
  return { kind: 'cloud', file: null, ...(named !== undefined && { sovereign: named }) };
}
