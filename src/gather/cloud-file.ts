import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CloudSchema, type Cloud } from '../core/arm/cloud.ts';

export interface LoadedCloud {
  cloud: Cloud;
  /** The certificate authority that the file names, as PEM text. */
  ca?: string;
}

/**
 * Reads a cloud from a JSON file. A `caFile` in it is relative to it. Throws an error whose message
 * is one sentence for the user.
 */
export async function loadCloudFile(path: string): Promise<LoadedCloud> {
  const cloud = parseCloud(path, await readText(path, 'cloud'));
  if (cloud.caFile === undefined) return { cloud };
  const caFile = resolve(dirname(path), cloud.caFile);
  const ca = await readText(caFile, 'certificate authority');
  if (!ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(`The certificate authority file ${caFile} holds no PEM certificate.`);
  }
  return { cloud, ca };
}

const fileErrors: Record<string, string> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read',
};

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const why = fileErrors[code] ?? `could not be read (${code})`;
    throw new Error(`The ${what} file ${path} ${why}.`, { cause });
  }
}

function parseCloud(path: string, text: string): Cloud {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The cloud file ${path} is not valid JSON.`, { cause });
  }
  const parsed = CloudSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new Error(`The cloud file ${path} is wrong at ${where}${issue?.message ?? ''}.`);
}
