import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type * as z from 'zod';
import { sampleFiles, sampleNames, type SampleName } from '../samples/index.ts';
import { mergePatch, type Json } from './merge-patch.ts';
import { TenantSchema, type Tenant } from './schema.ts';

/**
 * A tenant that ships with the product, its base merged in.
 * @throws Error with one sentence where no sample has the name.
 */
export function loadSample(name: string): Tenant {
  return parseTenant(sampleJson(name), `The sample tenant "${name}"`);
}

/**
 * A tenant from a file, whatever it extends merged in.
 * @throws Error with one sentence that names the file, the bad place in it and the way out.
 */
export async function loadTenantFile(path: string): Promise<Tenant> {
  return parseTenant(await fileJson(path, []), `The tenant file ${path}`);
}

/**
 * Checks a complete tenant (nothing left to merge) and fills in the defaults.
 * @param title what the sentence about an error begins with.
 */
export function parseTenant(json: Json, title: string): Tenant {
  const parsed = TenantSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues;
  const place = first === undefined ? '' : issuePlace(first);
  const problem = first === undefined ? 'is not a tenant' : issueText(first, json);
  const more = others.length === 0 ? '' : `, and ${others.length} more like this follow`;
  throw new Error(
    `${title} cannot be used: ${place} ${problem}${more}; schemas/tenant.schema.json describes the format.`,
  );
}

const issuePlace = (issue: z.core.$ZodIssue): string =>
  issue.path.length === 0 ? 'its top level' : issue.path.map(String).join(' › ');

function issueText(issue: z.core.$ZodIssue, json: Json): string {
  if (issue.code === 'unrecognized_keys') {
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which a tenant file does not know there`;
  }
  if (issue.code === 'invalid_type' && valueAt(json, issue.path) === undefined) {
    return `is missing (${issue.expected} expected)`;
  }
  if (issue.code === 'invalid_key') return 'has a name that is not a GUID';
  return issue.message.startsWith('Invalid')
    ? `is wrong (${issue.message})`
    : issue.message.replace(/^Too/, 'is too');
}

const valueAt = (json: Json, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    json,
  );

function sampleJson(name: string): Json {
  if (!isSampleName(name)) {
    throw new Error(
      `There is no sample tenant "${name}"; the samples are ${sampleNames.join(', ')}.`,
    );
  }
  return extend(sampleFiles[name], (base) => sampleJson(base));
}

const isSampleName = (name: string): name is SampleName => Object.hasOwn(sampleFiles, name);

async function fileJson(path: string, visited: string[]): Promise<Json> {
  const file = resolve(path);
  if (visited.includes(file)) {
    const circle = [...visited, file].map((step) => relative('.', step)).join(' → ');
    throw new Error(
      `The tenant file ${path} extends itself (${circle}); let one of them extend a sample.`,
    );
  }
  const json = parseJson(await readText(file, visited), path);
  const base = baseName(json);
  if (base === null) return json;
  const merged = isSampleName(base)
    ? sampleJson(base)
    : await fileJson(resolve(dirname(file), base), [...visited, file]);
  return mergePatch(merged, json);
}

async function readText(file: string, visited: string[]): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const by = visited.at(-1);
    const named =
      by === undefined
        ? 'name a file that exists'
        : `${by} extends it: name a file that exists or one of the samples ${sampleNames.join(', ')}`;
    const { code = 'unknown cause' } = error as NodeJS.ErrnoException;
    const why = code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new Error(`The tenant file ${file} ${why}; ${named}.`, { cause: error });
  }
}

function parseJson(text: string, path: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new Error(
      `The tenant file ${path} is not JSON (${(error as Error).message}); mend it there.`,
      { cause: error },
    );
  }
}

const baseName = (json: Json): string | null =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
    ? typeof json.extends === 'string'
      ? json.extends
      : null
    : null;

function extend(json: Json, base: (name: string) => Json): Json {
  const name = baseName(json);
  return name === null ? json : mergePatch(base(name), json);
}
