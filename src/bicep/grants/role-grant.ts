import type { Span } from '../syntax/nodes.ts';
import type { MistakenId } from './mistaken-id.ts';

/** A place in a file. */
export interface Location {
  /** Path of the file as the workspace knows it. */
  file: string;
  span: Span;
}

/**
 * A resource as the templates tell it apart from others. Two references with one key are the same
 * resource wherever it was declared: a resource and an `existing` of its type, name, parent and scope
 * share a key.
 */
export interface ResourceRef {
  key: string;
  /** Lower case, without the API version: `microsoft.cognitiveservices/accounts/projects`. */
  type: string;
  /** The name as far as it evaluates, else the expression's text. */
  name: string;
  /** Where it is declared; null for one that a registry module creates. */
  declaredAt: Location | null;
  /** True where the deployment creates it rather than refers to it. */
  created: boolean;
  /** Symbolic name in its file, to write edits with; null where it has none. */
  symbol: string | null;
  /** The resource it is a child of. */
  parent: ResourceRef | null;
}

/** Who is granted a role, as far as the templates say. */
export type GrantPrincipal = {
  /** Equal keys are the same principal. Different keys may still be, where they are parameters. */
  key: string;
  /** As written at the end of the trail: `foundry.identity.principalId`, `userPrincipalId`. */
  text: string;
  location: Location;
} & (
  | { kind: 'system-assigned'; resource: ResourceRef }
  /** The identity that a project gives its agents: `properties.agentIdentity.agentIdentityId`. */
  | { kind: 'agent-identity'; resource: ResourceRef }
  | { kind: 'user-assigned'; resource: ResourceRef }
  | { kind: 'deployer' }
  /** A parameter of a root file: somebody outside the templates. */
  | { kind: 'parameter'; name: string }
  | { kind: 'literal'; objectId: string }
  /** Nobody: what is given as the object id is certainly something else, of this resource. */
  | { kind: 'mistaken'; given: MistakenId; of: ResourceRef | null }
  | { kind: 'unknown' }
);

/** What `principalType` evaluates to. */
export type PrincipalTypeValue =
  | { kind: 'literal'; value: string; location: Location }
  | { kind: 'expression'; text: string; location: Location }
  | { kind: 'omitted' };

export type GrantRole =
  | {
      kind: 'guid';
      /** Lower case. */
      guid: string;
      /** Where the GUID itself is written. */
      location: Location;
      /** Names that the author gave it: variable, map key, parameter, comment on the same line. */
      labels: { text: string; location: Location }[];
    }
  /**
   * A display name, which a module's own name map has to resolve. `guid` is what the map makes of it,
   * null where it lacks the name (`inModuleMap: false`: the deployment fails) or is not known here
   * (`inModuleMap: null`).
   */
  | {
      kind: 'name';
      name: string;
      guid: string | null;
      location: Location;
      inModuleMap: boolean | null;
    }
  | { kind: 'unknown'; text: string; location: Location };

export type GrantScope =
  | { kind: 'resource'; resource: ResourceRef; location: Location }
  | {
      kind: 'resource-group' | 'subscription' | 'management-group' | 'tenant';
      /** Equal keys are the same scope. */
      key: string;
      text: string;
      location: Location;
      /** True where no `scope:` is written, so that the deployment's own scope holds. */
      omitted: boolean;
    }
  | { kind: 'unknown'; text: string; location: Location };

/** One condition on the way to a grant; all have to hold. See `excludeEachOther`. */
export interface GrantCondition {
  /**
   * The condition in terms of the root file's parameters, the same for every spelling of it in the
   * deployment's modules.
   */
  text: string;
  negated: boolean;
  location: Location;
  /** Where the condition is `subject == 'literal'`: two literals exclude each other as well. */
  equals?: { subject: string; value: string };
}

/** An argument of the `guid()` that names an assignment. */
export interface NameSeed {
  key: string;
  /** As written. */
  text: string;
  location: Location;
  /**
   * What it tells apart. The id of the resource that an identity belongs to stands for that
   * principal, and the id of a scope for that scope.
   */
  tells: ('scope' | 'principal' | 'role')[];
}

/** One role given to one principal at one scope by a deployment. */
export interface RoleGrant {
  /** The declaration, the array element or the module call that makes the grant. */
  location: Location;
  form: 'resource' | 'registry-module-element' | 'registry-module' | 'compiled-template';
  principal: GrantPrincipal;
  principalType: PrincipalTypeValue;
  role: GrantRole;
  scope: GrantScope;
  conditions: GrantCondition[];
  /** True inside a loop whose items could not be told one by one. */
  repeated: boolean;
  /** The arguments of `guid()` in its name; null where the name is something else. */
  nameSeeds: NameSeed[] | null;
  /** The whole name as an expression; null where the module makes it. */
  name: { key: string; text: string; location: Location } | null;
  /** The module calls from the root file down to the grant's file; empty in the root file. */
  calls: Location[];
}

/** What is known of the value that a root file's parameter gets. It never decides a condition. */
export interface ParameterCandidate {
  name: string;
  /** The parameters file that says so. */
  location: Location;
  value:
    | { kind: 'literal'; value: string }
    /** `readEnvironmentVariable('X')` or `${X}`, which azd fills in from its environment. */
    | { kind: 'environment'; variable: string; fallback: string | null };
}

/** An output of a root file that says who a principal or which a resource is, once it was deployed. */
export interface TellingOutput {
  name: string;
  /** The key of the principal whose object id it is, or of the resource whose id it is. */
  of: 'principal' | 'resource';
  key: string;
}

/** One deployment: a root file with everything that its modules make. */
export interface Deployment {
  /** Path of the file that no other file uses as a module. */
  root: string;
  grants: RoleGrant[];
  /** Foundry accounts, projects and other accounts that it creates or refers to. */
  resources: ResourceRef[];
  outputs: TellingOutput[];
  /** What parameters files beside the root give its parameters. */
  parameters: ParameterCandidate[];
  /** Modules that could not be read, with the reason: the grants may be more. */
  gaps: { reference: string; reason: string; location: Location }[];
}
