import { closestMatch } from 'leven';
import type * as Emulator from '../emulator/index.ts';
import { UsageError } from './exit-codes.ts';

export type Tenant = ReturnType<typeof Emulator.loadSample>;

/** The sample that `--sample` means without a name. */
const defaultSample = 'byok-401';

/** A shipped tenant by name; `true` stands for the option without one. */
export async function loadNamedSample(sample: string | true): Promise<Tenant> {
  const { loadSample, sampleNames } = await import('../emulator/index.ts');
  const name = sample === true ? defaultSample : sample;
  if (sampleNames.includes(name)) return loadSample(name);
  const nearest = closestMatch(name, sampleNames, { maxDistance: Math.ceil(name.length / 3) });
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(
    `There is no sample ${name}.${meant} \`foundry-identity samples\` lists all.`,
  );
}

/** A tenant of the human's own. A broken file is told in one sentence. */
export async function loadTenant(path: string): Promise<Tenant> {
  const { loadTenantFile } = await import('../emulator/index.ts');
  try {
    return await loadTenantFile(path);
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
