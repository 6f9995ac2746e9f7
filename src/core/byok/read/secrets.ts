import type { Value } from '../provider.ts';
import type { ObjectLiteral } from './literal.ts';

const secretNames =
  /^(?:COPILOT_PROVIDER_(?:API_KEY|BEARER_TOKEN)|api[-_]?key|bearer[-_]?token|authorization|ocp-apim-subscription-key)$/i;

/** What stands for a secret that is kept elsewhere: `${input:…}`, `$(NAME)`, `%NAME%`, `<key>`. */
const reference = /\$|^%\w+%$|<[^>]*>|\{\{|^\(/;

/** What people write where a secret belongs. */
const placeholder =
  /your|example|place-?_?holder|change-?_?me|dummy|redacted|todo|secret-?name|x{4}|\*{3}|\.\.\./i;

/** The shortest key that any of these services hands out has 32 characters; a word is shorter. */
const shortest = 20;

/** Members that are secrets by their name and are spelled out, also those among the headers. */
export function secretsOf(object: ObjectLiteral, headers: ObjectLiteral | null): Value[] {
  return [object, ...(headers === null ? [] : [headers])].flatMap(({ members }) =>
    [...members].flatMap(([name, value]) =>
      value.kind === 'text' && secretNames.test(name) && isSpelledOut(value.text)
        ? [{ text: value.text, start: value.start, end: value.end }]
        : [],
    ),
  );
}

function isSpelledOut(text: string): boolean {
  const secret = text.replace(/^Bearer\s+/i, '');
  return (
    secret.length >= shortest &&
    !/\s/.test(secret) &&
    !reference.test(secret) &&
    !placeholder.test(secret)
  );
}
