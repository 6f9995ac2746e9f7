import { roleNameForPeople } from './role-catalogue.ts';

/** Where a condition's attribute comes from, as it begins in the condition and in words. */
const sources: Record<string, string> = {
  Request: 'asked for',
  Resource: 'of the resource',
  Principal: 'of the principal',
  Environment: 'of the environment',
};

const operators: Record<string, string> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is',
  StringNotEqualsIgnoreCase: 'is not',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  StringStartsWith: 'starts with',
  StringNotStartsWith: 'does not start with',
  GuidEquals: 'is',
  GuidNotEquals: 'is not',
  BoolEquals: 'is',
  NumericEquals: 'is',
  NumericLessThan: 'is less than',
  NumericGreaterThan: 'is greater than',
  DateTimeEquals: 'is',
  DateTimeLessThan: 'is before',
  DateTimeLessThanEquals: 'is at or before',
  DateTimeGreaterThan: 'is after',
  DateTimeGreaterThanEquals: 'is at or after',
};

const attributes: Record<string, string> = {
  RoleDefinitionId: 'role',
  PrincipalId: 'principal',
  PrincipalType: 'type of principal',
  UtcNow: 'time',
};

/**
 * A role assignment condition in words, as far as its parts are known: an operator or attribute that
 * is not stays as it is written, so nothing is lost or guessed.
 * Source: Azure documentation, "Azure role assignment condition format and syntax".
 */
export function conditionInWords(condition: string): string {
  return condition
    .replace(/\s+/g, ' ')
    .replace(
      /(?:!\s*|NOT )\((?:Sub)?(?:Operation|Action)Matches\s*\{([^}]*)\}\s*\)/gi,
      (_all, list: string) => `the action is not ${values(list)}`,
    )
    .replace(
      /(?:NOT )?(?:Sub)?(?:Operation|Action)Matches\s*\{([^}]*)\}/gi,
      (all, list: string) => `the action is ${/^NOT/i.test(all) ? 'not ' : ''}${values(list)}`,
    )
    .replace(
      /@(\w+)\s*\[([^\]]+)\]\s*([\w:]+)\s*(\{[^}]*\}|'[^']*'|"[^"]*"|[^\s()]+)/g,
      (_all, source: string, attribute: string, operator: string, value: string) =>
        `the ${attributeInWords(source, attribute)} ${operatorInWords(operator)} ${values(value)}`,
    )
    .replace(/\bAND\b/g, 'and')
    .replace(/\bOR\b/g, 'or')
    .trim();
}

function attributeInWords(source: string, attribute: string): string {
  const name = attribute.split(/[:/]/).at(-1) ?? attribute;
  const known = attributes[name];
  if (source === 'Environment' && known !== undefined) return known;
  return `${known ?? name} ${sources[source] ?? source}`;
}

/** `ForAnyOfAnyValues:GuidEquals` compares with a list; the last part says how. */
function operatorInWords(operator: string): string {
  const parts = operator.split(':');
  const last = parts.at(-1) ?? operator;
  const words = operators[last] ?? last;
  return parts.length > 1 && (words === 'is' || words === 'is not') ? `${words} one of` : words;
}

/** Values without quotes and braces; the GUIDs of known roles as their names. */
function values(text: string): string {
  return text
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map((value) => value.trim().replace(/^['"]|['"]$/g, ''))
    .map((value) =>
      /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
        ? roleNameForPeople(value.toLowerCase()).replace(/^role /, '')
        : value,
    )
    .join(', ');
}
