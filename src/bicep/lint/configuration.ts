import ignore from 'ignore';
import * as z from 'zod';
import { severities } from '../rules/finding.ts';
import { ruleIds } from '../rules/rule-ids.ts';

/** What `foundry-identity.json` may say. Its JSON Schema is published from this one. */
export const ConfigurationSchema = z.strictObject({
  $schema: z.string().optional(),
  rules: z
    .partialRecord(z.enum(ruleIds), z.enum([...severities, 'off']))
    .default({})
    .describe('Rules to report with another severity, or not at all.'),
  ignore: z
    .array(z.string())
    .default([])
    .describe('Files to report nothing of, as in .gitignore, from the folder of this file on.'),
  bicepVersion: z
    .string()
    .regex(/^v?\d+\.\d+\.\d+/)
    .optional()
    .describe('The Bicep that is installed: fixes use functions that it knows.'),
});

export type LintConfiguration = z.infer<typeof ConfigurationSchema>;

/** The name under which the configuration is looked for, from a folder upwards. */
export const configurationFile = 'foundry-identity.json';

/** What holds without a configuration. */
export const noConfiguration: LintConfiguration = { rules: {}, ignore: [] };

/**
 * Whether the configuration of a folder ignores a file. Both are paths as the workspace knows them;
 * the folder may be empty, and files outside of it are not ignored.
 */
export function ignoredBy(
  { ignore: patterns }: LintConfiguration,
  folder: string,
): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matcher = ignore().add(patterns);
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  return (path) => {
    if (!path.startsWith(prefix)) return false;
    const relative = path.slice(prefix.length);
    return ignore.isPathValid(relative) && matcher.ignores(relative);
  };
}
