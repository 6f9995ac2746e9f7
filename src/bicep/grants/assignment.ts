import { branchesOf, under, type Branch } from '../evaluate/choice.ts';
import type { Frame } from '../evaluate/frame.ts';
import { keyOf } from '../evaluate/key.ts';
import { lookUpText } from '../evaluate/locate-text.ts';
import { isNull, stringOf, type Seed, type Value } from '../evaluate/value.ts';
import { seedsTelling } from './name-seeds.ts';
import type {
  GrantCondition,
  GrantRole,
  GrantScope,
  Location,
  NameSeed,
  PrincipalTypeValue,
  RoleGrant,
} from './role-grant.ts';
import { principalOf } from './to-principal.ts';

/** One role assignment as its declaration gives it, before its alternatives are told apart. */
export interface Assignment {
  location: Location;
  form: RoleGrant['form'];
  principalId: Value;
  principalType: Value | null;
  role: Value;
  /** Null where the scope is the same in every alternative. */
  scope: Value | null;
  /** Null where a module makes the name. */
  name: Value | null;
  conditions: GrantCondition[];
  repeated: boolean;
  toRole: (value: Value) => GrantRole;
  toScope: (value: Value | null) => GrantScope;
}

/** The grants that one assignment comes to: one for each alternative of who, what and where. */
export function grantsOf(assignment: Assignment, frame: Frame): RoleGrant[] {
  const grants: RoleGrant[] = [];
  const told = new Set<string>();
  for (const who of branchesOf(assignment.principalId, assignment.conditions)) {
    const principal = principalOf(who.value, frame);
    if (principal === null) continue;
    for (const what of branchesOf(assignment.role, who.conditions)) {
      const role = assignment.toRole(what.value);
      const places: { value: Value | null; conditions: GrantCondition[] }[] = assignment.scope
        ? branchesOf(assignment.scope, what.conditions)
        : [{ value: null, conditions: what.conditions }];
      for (const where of places) {
        const scope = assignment.toScope(where.value);
        const { conditions } = where;
        // Alternatives that are all unknown would be told apart for nothing.
        const same = `${keyOf(who.value)} ${where.value ? keyOf(where.value) : ''}`;
        if (role.kind === 'unknown' && told.has(same)) continue;
        if (role.kind === 'unknown') told.add(same);
        const name = assignment.name && under(assignment.name, conditions);
        grants.push({
          location: assignment.location,
          form: assignment.form,
          principal,
          principalType: principalTypeOf(assignment.principalType, conditions, frame),
          role,
          scope,
          conditions,
          repeated: assignment.repeated || frame.repeated,
          nameSeeds: name && seedsOf(name, { who, what, where: where.value, scope }, frame),
          name: name && {
            key: keyOf(name),
            text: lookUpText(name.location, frame),
            location: name.location,
          },
          calls: frame.calls,
        });
      }
    }
  }
  return grants;
}

function principalTypeOf(
  value: Value | null,
  conditions: GrantCondition[],
  frame: Frame,
): PrincipalTypeValue {
  if (value === null) return { kind: 'omitted' };
  const chosen = under(value, conditions);
  const text = stringOf(chosen);
  const { location } = chosen;
  if (isNull(chosen) || text === '') return { kind: 'omitted' };
  if (text !== null) return { kind: 'literal', value: text, location };
  return { kind: 'expression', text: lookUpText(location, frame) || keyOf(chosen), location };
}

function seedsOf(
  name: Value,
  told: { who: Branch; what: Branch; where: Value | null; scope: GrantScope },
  frame: Frame,
): NameSeed[] | null {
  if (name.kind !== 'guid') return null;
  return name.seeds.map(({ value, location }: Seed) => ({
    key: keyOf(value),
    text: lookUpText(location, frame),
    location,
    tells: seedsTelling(value, told),
  }));
}
