import { dirname, resolve } from 'node:path';
import { CloudSchema, type Cloud } from '../core/arm/cloud.ts';
import { FileError, readJson, readText } from './read-file.ts';

/** A cloud and the certificate authority that it names, as PEM text. */
export interface TrustedCloud {
  cloud: Cloud;
  ca?: string;
}

/**
 * The cloud of a JSON file. A `caFile` in it is relative to it, and absolute in the result.
 * @throws FileError with one sentence where the file or its certificate cannot be used.
 */
export async function loadCloudFile(path: string): Promise<TrustedCloud> {
  const cloud = await readJson(path, 'cloud', CloudSchema);
  if (cloud.caFile === undefined) return { cloud };
  const caFile = resolve(dirname(path), cloud.caFile);
  const ca = await readText(caFile, 'certificate authority');
  if (!ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw new FileError(`The certificate authority file ${caFile} holds no PEM certificate.`);
  }
  return { cloud: { ...cloud, caFile }, ca };
}
