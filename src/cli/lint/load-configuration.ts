import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  configurationFile,
  ConfigurationSchema,
  ignoredBy,
  noConfiguration,
  type LintConfiguration,
} from '../../bicep/lint/configuration.ts';
import { readJson } from '../../gather/read-file.ts';
import { toSlashes } from './find-files.ts';

/** A configuration with what it ignores, which counts from its own folder. */
export interface LoadedConfiguration {
  configuration: LintConfiguration;
  ignores: (path: string) => boolean;
}

/**
 * The configuration that was named, or the first that lies in the working folder or above it.
 * @throws {FileError} Where it cannot be read or says what no configuration can.
 */
export async function loadConfiguration(named: string | undefined): Promise<LoadedConfiguration> {
  const path = named ?? findUpwards(process.cwd());
  if (path === null) return { configuration: noConfiguration, ignores: () => false };
  const configuration = await readJson(path, 'configuration', ConfigurationSchema);
  return { configuration, ignores: ignoredBy(configuration, dirname(toSlashes(path))) };
}

function findUpwards(folder: string): string | null {
  const path = join(folder, configurationFile);
  if (existsSync(path)) return path;
  const above = resolve(folder, '..');
  // A configuration beyond the repository is somebody else's.
  return above === folder || existsSync(join(folder, '.git')) ? null : findUpwards(above);
}
