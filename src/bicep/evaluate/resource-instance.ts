import type { GrantCondition } from '../grants/role-grant.ts';
import type { Expression, ResourceDeclaration } from '../syntax/nodes.ts';
import type { Frame, Locals } from './frame.ts';

/** One turn of a declaration's loop, or the declaration itself where it has none. */
export interface Instance {
  locals: Locals;
  conditions: GrantCondition[];
  repeated: boolean;
  /** The object. */
  body: Expression;
}

/** One resource that a declaration makes. */
export interface ResourceInstance extends Instance {
  frame: Frame;
  declaration: ResourceDeclaration;
}
