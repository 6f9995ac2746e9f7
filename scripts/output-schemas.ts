import { join } from 'node:path';
import { buildGenerator, getProgramFromFiles, type Definition } from 'typescript-json-schema';
import { repository } from '../test/host/paths.ts';

/** What commands print for programs: the file and name of the type that each output has. */
const outputs = {
  answer: ['src/core/questions/text.ts', 'Answer'],
  byok: ['src/cli/byok/check-paths.ts', 'ByokReport'],
  explain: ['src/core/resolution/explain-output.ts', 'ExplainOutput'],
  inventory: ['src/core/inventory/inventory-report.ts', 'InventoryReport'],
  lint: ['src/cli/lint/json.ts', 'LintOutput'],
  logs: ['src/core/session-log/log-output.ts', 'LogOutput'],
  requirements: ['src/core/report/requirements-text.ts', 'RequirementList'],
  samples: ['src/cli/samples-command.ts', 'SampleList'],
  sessions: ['src/core/session-log/log-output.ts', 'SessionList'],
  verify: ['src/core/verify/verification.ts', 'Verification'],
  watch: ['src/core/watch/watch-report.ts', 'WatchReport'],
  whoami: ['src/core/questions/who-am-i.ts', 'WhoAmI'],
} as const satisfies Record<string, [file: string, type: string]>;

export type OutputName = keyof typeof outputs;
export const outputNames = Object.keys(outputs) as OutputName[];

export function outputSchemaFile(name: OutputName): string {
  return `schemas/${name}.schema.json`;
}

/**
 * The JSON Schemas of these outputs, by file name, from the types of the sources: the types that come
 * from zod among them, which is why the compiler has to work them out.
 */
export function outputSchemas(): Record<string, Definition> {
  const program = getProgramFromFiles(
    Object.values(outputs).map(([file]) => join(repository, file)),
    {
      ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true },
      ...{ target: 'esnext', module: 'nodenext', allowImportingTsExtensions: true },
      types: [],
    },
    repository,
  );
  const generator = buildGenerator(program, {
    ...{ required: true, noExtraProps: true, strictNullChecks: true },
    // The sources are checked by their own compiler, with their own settings.
    ignoreErrors: true,
  });
  if (generator === null) throw new Error('The types of the outputs cannot be read.');
  return Object.fromEntries(
    outputNames.map((name) => [
      outputSchemaFile(name),
      withoutNameless(generator.getSchemaForSymbol(outputs[name][1])),
    ]),
  );
}

/** Puts types that have no name, and so no name to be shared under, where they are used. */
function withoutNameless({ definitions = {}, ...schema }: Definition): Definition {
  const isNamed = (name: string): boolean => /^[A-Z]\w*$/.test(name);
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as { $ref?: string };
    const name = decodeURIComponent($ref?.replace('#/definitions/', '') ?? '');
    if ($ref !== undefined && !isNamed(name)) return inline(definitions[name]);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inline(inner)]));
  };
  const named = Object.entries(definitions).filter(([name]) => isNamed(name));
  return inline({ ...schema, definitions: Object.fromEntries(named) }) as Definition;
}
