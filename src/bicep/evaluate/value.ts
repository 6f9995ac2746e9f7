import type { GrantCondition, Location, ResourceRef } from '../grants/role-grant.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** A name that an author gave a value on its way: a variable, a map key, a parameter. */
export interface Label {
  text: string;
  location: Location;
}

/** What a deployment can be made at. Equal keys are the same scope. */
export interface DeploymentScope {
  level: 'resource-group' | 'subscription' | 'management-group' | 'tenant' | 'unknown';
  key: string;
  /** The subscription of a resource group. */
  above: DeploymentScope | null;
  /** The name of a resource group, the id of a subscription; null for the deployment's own. */
  name: Value | null;
}

/** A resource with what only the evaluation needs of it. */
export interface ResourceNode {
  ref: ResourceRef;
  /** As written, for templates that compare it: `==` minds the case. */
  type: string;
  /** The last segment of its name. */
  name: Value;
  /** Its name and its parents' names, as keys: `account/project`. */
  path: string;
  parent: ResourceNode | null;
  scope: DeploymentScope;
  /** Its declaration, to look up nested resources; null where there is none at hand. */
  declared: ResourceInstance | null;
}

/** One item of an array that need not be there, or stands for many. */
export interface ArrayItem {
  value: Value;
  conditions: GrantCondition[];
  /** True where it stands for items that could not be told one by one. */
  repeated: boolean;
}

/** An argument of `guid()`. */
export interface Seed {
  value: Value;
  location: Location;
}

/**
 * What an expression comes to, as far as the templates say. Each value knows where the expression at
 * the end of its trail is written: for a role's GUID that is the literal itself, however many
 * variables and parameters it came through.
 */
export type Value = { location: Location } & (
  | {
      kind: 'literal';
      value: string | number | boolean | null;
      /** The nearest to the literal first. */
      labels: Label[];
      /**
       * The parameter whose default it is. Somebody may pass another value tomorrow, so a default
       * never decides a condition.
       */
      byDefault?: string;
      /** The value at the end of an interpolated string, such as the GUID of a role's id. */
      tail?: Value;
    }
  /** An interpolated string that is open in parts. */
  | { kind: 'text'; parts: (string | Value)[] }
  | {
      kind: 'object';
      entries: Map<string, Value>;
      /** What was spread or joined in and could not be looked into. */
      rest: Value[];
      byDefault?: string;
    }
  | { kind: 'array'; items: ArrayItem[]; byDefault?: string }
  | { kind: 'resource'; node: ResourceNode }
  /** `labels` are those of a role definition's id. */
  | { kind: 'resource-id'; node: ResourceNode; labels: Label[] }
  /** A property of a resource as Azure will report it: `identity.principalId`. */
  | { kind: 'state'; node: ResourceNode; path: string }
  | { kind: 'principal'; who: 'system-assigned' | 'user-assigned' | 'agent'; node: ResourceNode }
  | { kind: 'deployer' }
  | { kind: 'scope'; scope: DeploymentScope }
  | { kind: 'scope-id'; scope: DeploymentScope }
  | { kind: 'module'; instance: ModuleInstance }
  | { kind: 'outputs'; instance: ModuleInstance }
  | { kind: 'guid'; seeds: Seed[] }
  /** A display name that Bicep itself looks up: `roleDefinitions('Reader')`. */
  | { kind: 'built-in-role'; name: string }
  | { kind: 'choice'; condition: Value; whenTrue: Value; whenFalse: Value; leaves: number }
  /** A condition that nothing decides. */
  | { kind: 'logic'; operator: LogicOperator; operands: Value[]; size: number }
  | SymbolicValue
);

export type LogicOperator = 'not' | 'and' | 'or' | 'equals';

/** A value from outside the templates, or of an expression that is not followed further. */
export interface SymbolicValue {
  kind: 'symbolic';
  /** Equal keys are the same value. */
  key: string;
  /** The parameter of the root file that it is, or is a part of: `config.principalId`. */
  parameter: string | null;
  /** What the parameter's default makes of it; null where there is none. */
  fallback: (() => Value | null) | null;
  /** The scope that it is the name or id of. */
  names?: DeploymentScope;
  /** What it is the length of. */
  counts?: Value;
}

export type ValueOf<K extends Value['kind']> = Value & { kind: K };

export function literal(
  value: string | number | boolean | null,
  location: Location,
): ValueOf<'literal'> {
  return { kind: 'literal', value, labels: [], location };
}

/** A value of which no more is known than that equal keys are equal values. */
export function symbolic(
  key: string,
  location: Location,
  more: Partial<Omit<SymbolicValue, 'kind' | 'key'>> = {},
): ValueOf<'symbolic'> {
  return { kind: 'symbolic', key, parameter: null, fallback: null, location, ...more };
}

export function object(entries: [string, Value][], location: Location): ValueOf<'object'> {
  return { kind: 'object', entries: new Map(entries), rest: [], location };
}

export function array(values: Value[], location: Location): ValueOf<'array'> {
  return { kind: 'array', items: values.map(certain), location };
}

/** An item that is there. */
export function certain(value: Value): ArrayItem {
  return { value, conditions: [], repeated: false };
}

export const isNull = (value: Value): boolean => value.kind === 'literal' && value.value === null;

/** The text of a string that is known. */
export function stringOf(value: Value): string | null {
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
}

/** Adds a name that the author gave, where the value is, or may be, a role's GUID. */
export function labelled(value: Value, text: string, location: Location): Value {
  switch (value.kind) {
    case 'literal':
      if (typeof value.value !== 'string') return value;
      return { ...value, labels: [...value.labels, { text, location }] };
    case 'resource-id':
      return { ...value, labels: [...value.labels, { text, location }] };
    case 'choice':
      return {
        ...value,
        whenTrue: labelled(value.whenTrue, text, location),
        whenFalse: labelled(value.whenFalse, text, location),
      };
    default:
      return value;
  }
}
