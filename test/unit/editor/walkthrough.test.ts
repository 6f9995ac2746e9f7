import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { repository } from '../../host/paths.ts';

const { walkthroughs, commands } = manifest.contributes;
const offered = commands.map(({ command }) => command);
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** The commands of the extension that a text or an event names. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/(?:command|onCommand):(foundryIdentity\.\w+)/g)].map(([, id]) => id!);
}

test.each(steps)('the step $id shows files that exist and names commands that exist', (step) => {
  const { image, markdown } = step.media as { image?: Record<string, string>; markdown?: string };
  const files = [...Object.values(image ?? {}), ...(markdown === undefined ? [] : [markdown])];
  expect(files).not.toEqual([]);
  expect(files.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
  const named = commandsIn([step.description, ...step.completionEvents].join(' '));
  expect(named.filter((command) => !offered.includes(command))).toEqual([]);
});
