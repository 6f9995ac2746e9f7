import type { GrantCondition } from '../grants/role-grant.ts';
import type { ModuleDeclaration, ObjectLiteral } from '../syntax/nodes.ts';
import type { Arguments, Frame } from './frame.ts';
import type { RegistryModule } from './registry/avm.ts';
import type { DeploymentScope, ResourceNode } from './value.ts';

/** One call of a module: what it is given, and what it is made of as far as that can be read. */
export type ModuleInstance = {
  declaration: ModuleDeclaration;
  /** Tells calls apart without naming them. */
  key: string;
  conditions: GrantCondition[];
  repeated: boolean;
  arguments: Arguments;
  scope: DeploymentScope;
  /** Whether `scope:` is written. */
  scoped: boolean;
  body: ObjectLiteral | null;
} & (
  | { kind: 'local'; frame: Frame }
  /** `resource` is the main one that the module makes. */
  | { kind: 'registry'; module: RegistryModule; resource: ResourceNode | null }
  | { kind: 'unread' }
);
