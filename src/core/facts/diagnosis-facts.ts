import type {
  Account,
  Agent,
  AppInsightsComponent,
  Connection,
  DenyAssignment,
  DirectoryObject,
  LogRow,
  Project,
  PublishedAgent,
  RoleAssignment,
  RoleDefinition,
  RoleEligibility,
  RowAuthor,
  Subscription,
} from './azure.ts';
import type { Cloud } from '../arm/cloud.ts';
import type { SessionLogFacts } from './session-log.ts';
import type { Fact } from './fact.ts';

/** The steps of the investigation, in the order in which a report shows them. */
export const stepIds = [
  'sign-in',
  'inventory',
  'project',
  'agent',
  'route',
  'access',
  'roles',
  'names',
  'telemetry',
  'session-log',
] as const;
export type StepId = (typeof stepIds)[number];

/** One request that was made, and what a human could run instead. */
export interface Read {
  id: string;
  step: StepId;
  method: 'GET' | 'POST';
  /** Absolute URL, redacted. */
  url: string;
  /** HTTP status, or null where no answer came. */
  status: number | null;
  /** Milliseconds, retries included. */
  durationMs: number;
  /** The `az` command that reads the same. */
  az: string;
}

/** When a step's first read began and its last one ended. */
export interface StepTiming {
  id: StepId;
  startedAt: string;
  durationMs: number;
}

/** What the user named; the rest is found, and refused as ambiguous rather than guessed. */
export interface Asked {
  subscription?: string;
  account?: string;
  project?: string;
  agent?: string;
  targetAccount?: string;
}

/** Who the product signed in as, from the claims of its own token. Never the token. */
export interface Caller {
  objectId: string;
  tenantId: string;
  /** UPN, application name or client id: what the token offers. */
  name: string;
  kind: 'user' | 'application';
  /** True for a user of another tenant; absent where the token does not say so. */
  guest?: boolean;
}

/** What was read about one principal's access, seen from one scope (at it, above and below). */
export interface AccessFacts {
  principalId: string;
  /** ARM id of the scope at which it was asked. */
  scope: string;
  /** Assignments to the principal and to the groups it is in, nested ones included. */
  assignments: Fact<RoleAssignment[]>;
  denyAssignments: Fact<DenyAssignment[]>;
  eligibilities: Fact<RoleEligibility[]>;
}

/** The ways to the logs of a component, in the order in which they are tried. */
export const logWays = ['component', 'workspace', 'app-id'] as const;
export type LogWay = (typeof logWays)[number];

/** Where the rows of a diagnosis were searched. */
export interface LogSearch {
  way: LogWay;
  /**
   * ARM id of the component or, by that way, of the workspace: where a human can run the query. The
   * App ID where the connection names no more of the component.
   */
  scope: string;
  /** The query compressed with gzip, in base64: links to the portal carry it so. */
  packedQuery: string;
  /** The ways that failed, a sentence for each. */
  passedOver: string[];
  /** Absent in facts that earlier versions saved. */
  window?: LogWindow;
  /** Why only a part of the rows came, in the service's words; absent where all of them did. */
  partial?: string;
  /** The connection that leads to the log; absent in facts that earlier versions saved. */
  connection?: LogConnection;
  /** Other connections to logs, which were not searched; absent where there are none. */
  others?: LogConnection[];
}

/** An App Insights connection of a project or its account. */
export interface LogConnection {
  name: string;
  level: Connection['level'];
  isDefault: boolean;
  authType: string;
}

/** The rows that a search of the log could find. */
export interface LogWindow {
  /** ISO 8601, UTC. */
  from: string;
  to: string;
  /** The newest rows are read, up to so many. */
  mostRows: number;
}

/** The names under which models are deployed at an account. */
export interface ModelDeployments {
  /** ARM id. */
  accountId: string;
  names: string[];
}

export interface TelemetryFacts {
  /** Null where the project has no App Insights connection. */
  component: Fact<AppInsightsComponent | null>;
  /** The query that was sent, so that a human can send it too. */
  query: string;
  /** Absent where nothing was searched, and in facts that earlier versions saved. */
  searched?: LogSearch;
  /** Denials and errors of the agent, oldest first. */
  symptoms: Fact<LogRow[]>;
  /** Rows of the agent of any kind in the same window: zero means that silence proves nothing. */
  traffic: Fact<Traffic>;
}

/** How many rows an agent wrote. Of a log that answered in part, they are as many at least. */
export interface Traffic {
  rows: number;
  lastAt: string | null;
  /** The rows by what they name as the agent; absent in facts that earlier versions saved. */
  groups?: TrafficGroup[];
}

/** The rows that name the agent in one way. */
export interface TrafficGroup extends RowAuthor {
  rows: number;
  lastAt: string;
  /** The newest call that ended well as far as its own row says; null where none did. */
  succeededAt: string | null;
}

/**
 * Everything a diagnosis knows. It is plain JSON: save it, send it, and the same report comes out
 * of it anywhere.
 */
export interface DiagnosisFacts {
  schemaVersion: 1;
  /** The gatherer's clock when it ended: the "now" of every rule. ISO 8601, UTC. */
  at: string;
  /** The endpoints that were asked, so that generated commands can name them. */
  cloud: Cloud;
  asked: Asked;
  caller: Fact<Caller>;
  subscriptions: Fact<Subscription[]>;
  /** All the accounts the caller can see, to find the one that an endpoint belongs to. */
  accounts: Fact<Account[]>;
  account: Fact<Account>;
  project: Fact<Project>;
  agent: Fact<Agent>;
  connections: Fact<Connection[]>;
  /**
   * The applications through which the project publishes agents, without their deployments. Absent
   * where they were not asked for, and in facts that earlier versions saved.
   */
  applications?: Fact<PublishedAgent[]>;
  /** The account that the agent's model calls reach, where it is not `account`; null if it is. */
  targetAccount: Fact<Account | null>;
  /**
   * The model deployments of the account that the calls reach, all of them; absent in facts that
   * earlier versions saved.
   */
  modelDeployments?: Fact<ModelDeployments>;
  access: AccessFacts[];
  /**
   * Role assignments to the client id of the agent's identity, which is no principal, seen from the
   * account that the calls reach or from the project; absent in facts that earlier versions saved.
   */
  clientIdGrants?: Fact<RoleAssignment[]>;
  /** By role definition GUID, lower case. */
  roleDefinitions: Record<string, Fact<RoleDefinition>>;
  /** By object id. Missing: not asked for. */
  directory: Record<string, Fact<DirectoryObject>>;
  /**
   * How principals are in the groups that grants came through, lower case: for a principal the groups
   * it is in directly, for a group all groups above it. Missing: no grant made it worth asking.
   */
  memberships: Record<string, Fact<string[]>>;
  telemetry: TelemetryFacts;
  /** The agent's own log; absent in facts that earlier versions saved. */
  sessionLog?: SessionLogFacts;
  steps: StepTiming[];
  reads: Read[];
}

/** The part of the facts that verdicts rest on. */
export type AccessSnapshot = Pick<
  DiagnosisFacts,
  'at' | 'access' | 'roleDefinitions' | 'directory' | 'memberships'
>;
