import { UserError } from '../commands/user-error.ts';
import { parts, refusalOf, type Given } from './question.ts';

/**
 * What the argument of a command already says, as key bindings and other extensions give it:
 * `{principal, action, scope, witness}` or `{first, second, scope, action}`, each of them optional.
 */
export function givenBy(argument: unknown): Given {
  if (typeof argument !== 'object' || argument === null) return {};
  const values = argument as Record<string, unknown>;
  const given: Given = {};
  for (const part of parts) {
    const value = values[part];
    if (value === undefined) continue;
    const text = typeof value === 'string' ? value.trim() : '';
    const refusal = refusalOf(part, text);
    if (refusal !== null) throw new UserError(`The argument "${part}" is not valid. ${refusal}`);
    given[part] = text;
  }
  if (values['witness'] === true) given.witness = true;
  return given;
}
