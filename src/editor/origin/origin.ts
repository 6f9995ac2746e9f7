/** Where a diagnosis or a question looks: a sample tenant of the embedded Azure, or a cloud. */
export type Origin =
  | { kind: 'sample'; name: string }
  /** The public cloud where no file is named. */
  | { kind: 'cloud'; file: string | null };

/** The origin for a person. */
export function describeOrigin(origin: Origin): string {
  if (origin.kind === 'sample') return `Sample tenant ${origin.name}`;
  return origin.file === null ? 'Azure public cloud' : `Cloud of ${origin.file}`;
}

/** One spelling per origin, to remember things by. */
export function originKey(origin: Origin): string {
  return origin.kind === 'sample' ? `sample:${origin.name}` : `cloud:${origin.file ?? ''}`;
}

/** The variable that makes the commands look at a sample tenant instead of the real cloud. */
const sampleVariable = 'FOUNDRY_IDENTITY_SAMPLE';

/** What the commands look at unless they name something else, by the environment and the setting. */
export function configuredOrigin(
  environment: NodeJS.ProcessEnv,
  cloudFile: string | undefined,
): Origin {
  const sample = environment[sampleVariable];
  if (sample !== undefined && sample !== '') return { kind: 'sample', name: sample };
  return { kind: 'cloud', file: cloudFile === undefined || cloudFile === '' ? null : cloudFile };
}
