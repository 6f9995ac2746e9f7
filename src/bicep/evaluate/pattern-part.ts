import type { Location } from '../grants/role-grant.ts';
import { isEmpty, truthOf } from './condition.ts';
import { memberOf } from './members.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { PatternPart } from './registry/pattern-modules.ts';
import { symbolic, type Value } from './value.ts';

/** What a resource of a pattern module is called; one that the module names is equal to itself only. */
export function nameOfPart(
  { parameter, name }: PatternPart,
  { arguments: given, key }: ModuleInstance,
  location: Location,
): Value {
  const configuration = given.get(parameter);
  const named = configuration && memberOf(configuration, name, configuration.location);
  const isGiven = named && truthOf(isEmpty(named, location)) !== true;
  return isGiven ? named : symbolic(`?${key}.${parameter}`, configuration?.location ?? location);
}
