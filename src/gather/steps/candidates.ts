import { closestMatch } from 'leven';
import type { Unknown } from '../../core/facts/fact.ts';
import { toUnknown } from '../errors/to-unknown.ts';
import { unknown } from '../fact.ts';
import type { Candidate, ChoiceKind, Chooser } from '../request.ts';

/** One of several things was chosen, or it is unknown which, with the reason. */
export type Choice<T> = { status: 'chosen'; value: T } | Unknown;

/** How many names a sentence lists before it only counts them. */
const longestList = 12;

const plural: Record<ChoiceKind, string> = {
  subscription: 'subscriptions',
  account: 'Foundry accounts',
  project: 'projects',
  agent: 'agents',
};

/**
 * The only candidate, the one that the human picks, or none: a guess between several would put the
 * wrong identity in the report.
 */
export async function chooseOne<T>(
  kind: ChoiceKind,
  items: T[],
  describe: (item: T) => Candidate,
  choose: Chooser | undefined,
): Promise<Choice<T>> {
  const [only] = items;
  if (only !== undefined && items.length === 1) return { status: 'chosen', value: only };
  const candidates = items.map(describe);
  if (choose === undefined) {
    return unknown(
      'not-read',
      `${items.length} ${plural[kind]} fit: ${listNames(candidates)}. Name one with --${kind}.`,
    );
  }
  let id: string | undefined;
  try {
    id = await choose(kind, candidates);
  } catch (error) {
    return toUnknown(error, { what: `which ${kind} was chosen`, cancelled: false });
  }
  const index = candidates.findIndex((candidate) => candidate.id === id);
  const chosen = items[index];
  return chosen === undefined
    ? unknown('cancelled', `No ${kind} was chosen.`)
    : { status: 'chosen', value: chosen };
}

/** Says that nothing has the name that was asked for, and which names there are. */
export function noSuch(kind: ChoiceKind, asked: string, candidates: Candidate[]): Unknown {
  if (candidates.length === 0) return unknown('not-found', `There is no ${kind} ${asked}.`);
  const names = candidates.map(({ name }) => name);
  const nearest = closestMatch(asked, names, { maxDistance: Math.ceil(asked.length / 2) });
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return unknown(
    'not-found',
    `There is no ${kind} ${asked}.${meant} The ${plural[kind]} here: ${listNames(candidates)}.`,
  );
}

function listNames(candidates: Candidate[]): string {
  const names = candidates.map(({ name }) => name);
  const shown = names.slice(0, longestList).join(', ');
  return names.length > longestList ? `${shown} and ${names.length - longestList} more` : shown;
}
