import { builtInRole, builtInRoleForPeople } from '../../core/rbac/built-in-roles.ts';
import { opensInShort } from '../../core/rbac/role-words.ts';
import type { Deployment, Location, ResourceRef, RoleGrant } from '../grants/role-grant.ts';
import type { BicepFinding } from '../rules/finding.ts';
import type { Span } from '../syntax/nodes.ts';
import { whoGetsIn } from './who-gets-in.ts';

/** What a click on a lens does. Places are given by file and offset, so that a late click still fits. */
export type LensAction =
  | { kind: 'insert-account-grant'; file: string; offset: number }
  | { kind: 'copy-account-command'; file: string; offset: number }
  | { kind: 'show-grants'; root: string }
  | { kind: 'none' };

/** One line above the code. */
export interface BicepLens {
  span: Span;
  title: string;
  action: LensAction;
}

/** What lenses are made of. */
export interface LensInput {
  /** The file that is shown. */
  path: string;
  text: string;
  deployments: Deployment[];
  /** Findings in the file. */
  findings: BicepFinding[];
}

/** All lenses of a file, in the order of the text. */
export function bicepLenses(input: LensInput): BicepLens[] {
  return [...accountScopeLenses(input), ...whoGetsInLenses(input), ...roleLenses(input)].sort(
    (a, b) => a.span.start - b.span.start,
  );
}

function accountScopeLenses({ path, findings }: LensInput): BicepLens[] {
  return findings
    .filter(({ rule }) => rule === 'project-scope-only')
    .flatMap(({ location, fixes }): BicepLens[] => {
      const place = { file: path, offset: location.span.start };
      const insert: BicepLens = {
        span: location.span,
        title: 'Account scope missing: insert assignment',
        action: { kind: 'insert-account-grant', ...place },
      };
      const copy: BicepLens = {
        span: location.span,
        title: fixes.length > 0 ? 'copy az command' : 'Account scope missing: copy az command',
        action: { kind: 'copy-account-command', ...place },
      };
      return fixes.length > 0 ? [insert, copy] : [copy];
    });
}

const foundryTypes = [
  'microsoft.cognitiveservices/accounts',
  'microsoft.cognitiveservices/accounts/projects',
];

function whoGetsInLenses({ path, deployments }: LensInput): BicepLens[] {
  const declared = deployments.flatMap((deployment) =>
    deployment.resources
      .filter(({ type, declaredAt }) => foundryTypes.includes(type) && declaredAt?.file === path)
      .map((resource) => ({ deployment, resource, span: resource.declaredAt?.span })),
  );
  const places = new Map<string, typeof declared>();
  for (const one of declared) {
    const key = `${one.span?.start}`;
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  return [...places.values()].flatMap((here) => {
    const judged = here.map(({ deployment, resource }) => judge(deployment, resource));
    // A module in several deployments shows the one in which it is worst off.
    const [worst] = judged.sort((a, b) => a.forAgents - b.forAgents || a.grants - b.grants);
    const span = here[0]?.span;
    if (worst === undefined || span === undefined) return [];
    const roots = new Set(here.map(({ deployment }) => deployment.root)).size;
    const where = roots > 1 ? `, at worst of ${roots} deployments` : '';
    return [
      {
        span,
        title: `Who gets in: ${countOf(worst.grants, 'grant')}, ${worst.forAgents === 0 ? 'none' : worst.forAgents} for agents${where}`,
        action: { kind: 'show-grants' as const, root: worst.root },
      },
    ];
  });
}

function judge(
  deployment: Deployment,
  resource: ResourceRef,
): { root: string; grants: number; forAgents: number } {
  const { grants, forAgents } = whoGetsIn(deployment, resource);
  return { root: deployment.root, grants: grants.length, forAgents: forAgents.length };
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * On the GUID of each role that the file grants or that has to do with models and agents. Others,
 * such as a module's long map of every role, stay bare.
 */
function roleLenses({ path, text, deployments }: LensInput): BicepLens[] {
  const granted = new Set(
    deployments
      .flatMap(({ grants }) => grants)
      .filter(({ role }) => role.kind === 'guid' && role.location.file === path)
      .map(({ role }) => role.location.span.start),
  );
  return roleGuidsIn(text).flatMap(({ span, guid }) => {
    // The place of a role is the literal, with its quotes, or the GUID in it.
    const isGranted = granted.has(span.start) || granted.has(span.start - 1);
    const opens = opensInShort(guid);
    if (builtInRole(guid) === null || (!isGranted && opens === null)) return [];
    const title = [builtInRoleForPeople(guid), opens].filter((part) => part !== null).join(': ');
    return [{ span, title, action: { kind: 'none' as const } }];
  });
}

const guidPattern = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi;

/** Every GUID in a text that names a built-in role. */
export function roleGuidsIn(text: string): { span: Span; guid: string }[] {
  return [...text.matchAll(guidPattern)]
    .map(({ 0: guid, index }) => ({
      span: { start: index, end: index + guid.length },
      guid: guid.toLowerCase(),
    }))
    .filter(({ guid }) => builtInRole(guid) !== null);
}

/** The grants that are written at a place of a file. */
export function grantsAt(
  deployments: Deployment[],
  path: string,
  offset: number,
): { deployment: Deployment; grant: RoleGrant }[] {
  return deployments.flatMap((deployment) =>
    deployment.grants
      .filter(({ location }) => contains(location, path, offset))
      .map((grant) => ({ deployment, grant })),
  );
}

function contains({ file, span }: Location, path: string, offset: number): boolean {
  return file === path && span.start <= offset && offset <= span.end;
}
