import leven from 'leven';
import type { RoleDefinition } from '../facts/azure.ts';
import { capabilities } from './grant-options.ts';
import { planeOf } from './plane.ts';
import { requirements } from './requirements.ts';
import { cataloguePatterns } from './role-catalogue.ts';

/** How many names a sentence offers instead. */
const mostNames = 3;

/**
 * The known data actions nearest to one of Cognitive Services that nobody knows by name, the nearest
 * first; null where it is known, or of another provider or plane, of which no list is shipped. A
 * wildcard in a role knows no action: `…/OpenAI/*` would cover any slip of the pen.
 */
export function nearestKnownActions(action: string, read: RoleDefinition[]): string[] | null {
  const isOurs = /^microsoft\.cognitiveservices\//i.test(action) && planeOf(action) === 'data';
  if (!isOurs) return null;
  const patterns = [
    ...capabilities.map(([, known]) => known),
    ...requirements.map((requirement) => requirement.action),
    ...cataloguePatterns(),
    ...read.flatMap(({ permissions }) =>
      permissions.flatMap(({ dataActions, notDataActions }) => [...dataActions, ...notDataActions]),
    ),
  ];
  const known = [...new Set(patterns)].filter((pattern) => !pattern.includes('*'));
  const lower = action.toLowerCase();
  if (known.some((one) => one.toLowerCase() === lower)) return null;
  const distances = new Map(known.map((one) => [one, leven(one.toLowerCase(), lower)]));
  const distance = (one: string): number => distances.get(one) ?? 0;
  return known.sort((a, b) => distance(a) - distance(b)).slice(0, mostNames);
}
