import { builtInRoles, type BuiltInRole } from '../../core/rbac/built-in-roles.ts';

/** Words that names of roles in files carry besides the role's own name. */
const noise = new Set(
  'role roles id ids definition definitions guid resource built in builtin assignment name az rbac the var'.split(
    ' ',
  ),
);

/** Split as people read: `openAIUserRoleId` is open, ai, user, role, id. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** The letters alone, since `OpenAI` and `Open AI`, `AcrPull` and `ACR Pull` mean the same. */
const lettersOf = (words: string[]): string => words.filter((word) => !noise.has(word)).join('');

interface NamedRole {
  role: BuiltInRole;
  letters: string;
}

const named: NamedRole[] = builtInRoles.flatMap((role) =>
  [role.name, ...role.formerNames].map((name) => ({
    role,
    letters: lettersOf(wordsOf(name.replace(/\(preview\)/i, ''))),
  })),
);
const rolesByLetters = new Map(named.map(({ role, letters }) => [letters, role]));
const namesOf = (role: BuiltInRole): NamedRole[] => named.filter((entry) => entry.role === role);

/** One-word names (Owner, Reader) are words of prose as well. */
const generic = new Set(['owner', 'contributor', 'reader']);

/** The role that a name or a comment is the name of, with no more words. Null for prose. */
export function roleNamed(text: string): BuiltInRole | null {
  const letters = lettersOf(wordsOf(text));
  return generic.has(letters) ? null : (rolesByLetters.get(letters) ?? null);
}

/**
 * The role that an identifier names outright (`acrPullRoleId`), other than the one that it holds.
 * Null for a name that is no role's, and for one that only shortens the name of the role it holds.
 */
export function otherRoleNamedBy(identifier: string, held: BuiltInRole): BuiltInRole | null {
  const letters = lettersOf(wordsOf(identifier));
  const role = rolesByLetters.get(letters);
  if (role === undefined || namesOf(held).some((name) => name.letters === letters)) return null;
  const shortens =
    generic.has(letters) && namesOf(held).some((name) => name.letters.includes(letters));
  return shortens ? null : role;
}

/**
 * The role that a comment names, other than the one it stands beside. A comment that names that one
 * as well is about both.
 */
export function otherRoleNamedIn(comment: string, held: BuiltInRole): BuiltInRole | null {
  const words = wordsOf(comment);
  const found = rolesIn(words);
  if (found.includes(held)) return null;
  const letters = words.join('');
  return namesOf(held).some((name) => letters.includes(name.letters)) ? null : (found[0] ?? null);
}

/** The roles that a text names, those with longer names first. */
function rolesIn(words: string[]): BuiltInRole[] {
  const found: { role: BuiltInRole; length: number }[] = [];
  words.forEach((_, start) => {
    // The longest name that begins here; a shorter one inside it is no name of its own.
    for (let end = Math.min(words.length, start + 12); end > start; end -= 1) {
      const letters = lettersOf(words.slice(start, end));
      const role = generic.has(letters) ? undefined : rolesByLetters.get(letters);
      if (role === undefined) continue;
      found.push({ role, length: letters.length });
      return;
    }
  });
  return found.sort((one, other) => other.length - one.length).map(({ role }) => role);
}
