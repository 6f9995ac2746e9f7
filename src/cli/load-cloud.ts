import { dirname, resolve } from 'node:path';
import { CloudSchema, publicCloud, type Cloud } from '../core/arm/cloud.ts';
import { UsageError } from './exit-codes.ts';
import { readJson, readText } from './read-file.ts';

/** A cloud and the certificate authority that it names, as PEM text. */
export interface TrustedCloud {
  cloud: Cloud;
  ca?: string;
}

/** The cloud of a `--cloud` file, whose `caFile` is relative to it; the public cloud without one. */
export async function loadCloud(path: string | undefined): Promise<TrustedCloud> {
  if (path === undefined) return { cloud: publicCloud };
  const cloud = await readJson(path, 'cloud', CloudSchema);
  if (cloud.caFile === undefined) return { cloud };
  const caPath = resolve(dirname(path), cloud.caFile);
  const ca = await readText(caPath, 'certificate authority');
  if (!ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`The certificate authority file ${caPath} holds no PEM certificate.`);
  }
  return { cloud, ca };
}
