import { capabilitiesOf } from '../fixes/capabilities.ts';
import type { Deployment, Location } from '../grants/role-grant.ts';
import { severities, type BicepFinding, type Severity } from '../rules/finding.ts';
import { rules } from '../rules/index.ts';
import { ruleIds, type RuleId } from '../rules/rule-ids.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { ScriptGrant } from '../script-grant.ts';
import type { BicepFile } from '../syntax/nodes.ts';
import { noConfiguration, type LintConfiguration } from './configuration.ts';
import {
  commentedBicep,
  siftFindings,
  type CommentedText,
  type SuppressedFinding,
} from './suppressions.ts';

/** The files to judge, and what they deploy. */
export interface LintSources {
  paths: () => Iterable<string>;
  file: (path: string) => BicepFile | undefined;
  analyse: () => { deployments: Deployment[] };
}

export interface LintOptions {
  configuration?: LintConfiguration;
  /** Files to report nothing of. They are still read where others use them. */
  ignores?: (path: string) => boolean;
  scriptGrants?: ScriptGrant[];
  agentServices?: { name: string; location: Location }[];
  /** Files that are no Bicep and may suppress what is found in them. */
  commented?: CommentedText[];
  /** The Bicep that is installed, where that is known; a version in the configuration counts more. */
  bicepVersion?: string | null;
}

export interface LintResult {
  findings: BicepFinding[];
  suppressed: SuppressedFinding[];
}

/** Judges a workspace: what its files say that leads, or may lead, to a refusal. */
export function lintBicep(sources: LintSources, options: LintOptions = {}): LintResult {
  const { configuration = noConfiguration, ignores = () => false } = options;
  const context: RuleContext = {
    file: (path) => sources.file(path),
    deployments: sources.analyse().deployments,
    scriptGrants: options.scriptGrants ?? [],
    agentServices: options.agentServices ?? [],
    capabilities: capabilitiesOf(configuration.bicepVersion ?? options.bicepVersion ?? null),
  };
  const graded = new Map<string, BicepFinding[]>();
  const paths = [...sources.paths()].filter((path) => !ignores(path));
  for (const found of [
    ...judgeAll(context),
    ...paths.flatMap((path) => judgeFile(path, context)),
  ]) {
    const severity = configuration.rules[found.rule] ?? found.severity;
    if (severity === 'off' || ignores(found.location.file)) continue;
    const { file } = found.location;
    graded.set(file, [...(graded.get(file) ?? []), { ...found, severity }]);
  }
  const isOff = (rule: RuleId): boolean => configuration.rules[rule] === 'off';
  const result: LintResult = { findings: [], suppressed: [] };
  const others = new Map(
    (options.commented ?? []).filter(({ path }) => !ignores(path)).map((one) => [one.path, one]),
  );
  for (const path of [...new Set([...paths, ...graded.keys(), ...others.keys()])].sort()) {
    const file = sources.file(path);
    const findings = oncePerPlace(graded.get(path) ?? []);
    const commented = file === undefined ? others.get(path) : commentedBicep(path, file);
    const { open, suppressed } =
      commented === undefined
        ? { open: findings, suppressed: [] }
        : siftFindings(commented, findings, isOff);
    result.findings.push(...open.filter(({ rule }) => !isOff(rule)).sort(inOrder));
    result.suppressed.push(...suppressed);
  }
  return result;
}

function judgeAll(context: RuleContext): BicepFinding[] {
  return ruleIds.flatMap((id) => {
    const rule = rules[id];
    switch (rule.sees) {
      case 'deployment':
        return context.deployments.flatMap((deployment) => rule.judge(deployment, context));
      case 'workspace':
        return rule.judge(context);
      case 'file':
      case 'suppressions':
        return [];
    }
  });
}

/** What file rules found under a path, kept until the file is read anew. */
const foundInFile = new WeakMap<BicepFile, { path: string; found: BicepFinding[] }>();

function judgeFile(path: string, { file: read }: RuleContext): BicepFinding[] {
  const file = read(path);
  if (file === undefined) return [];
  const known = foundInFile.get(file);
  if (known?.path === path) return known.found;
  const found = ruleIds.flatMap((id) => {
    const rule = rules[id];
    return rule.sees === 'file' ? rule.judge(path, file) : [];
  });
  foundInFile.set(file, { path, found });
  return found;
}

/** A module that is used twice is judged twice; of the same finding the graver one counts. */
function oncePerPlace(findings: BicepFinding[]): BicepFinding[] {
  const byPlace = new Map<string, BicepFinding>();
  for (const found of findings) {
    const { start, end } = found.location.span;
    const place = `${found.rule} ${start} ${end}`;
    const known = byPlace.get(place);
    if (known === undefined || rankOf(found.severity) < rankOf(known.severity)) {
      byPlace.set(place, found);
    }
  }
  return [...byPlace.values()];
}

const rankOf = (severity: Severity): number => severities.indexOf(severity);

function inOrder({ location: one }: BicepFinding, { location: other }: BicepFinding): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}
