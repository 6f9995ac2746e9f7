import type { DiagnosisFacts } from './facts/diagnosis-facts.ts';
import { valueOf } from './facts/fact.ts';
import type { Grant } from './fixes/role-assignment.ts';
import { withGrant } from './fixes/with-grant.ts';
import { redact } from './redact.ts';
import type { Finding, Outcome } from './rules/finding.ts';
import type { Report, Subject } from './report/report.ts';
import type { Verdict } from './rbac/verdict.ts';
import { describeDenials } from './report/denials/describe.ts';
import { describeLog } from './report/log.ts';
import { describeSteps } from './report/steps.ts';
import { words, type Words } from './report/words.ts';
import { openCase, type Case } from './rules/case.ts';
import { effects, type FindingArguments, type FindingCode } from './rules/finding-codes.ts';
import { rules } from './rules/index.ts';
import type { CodedFinding } from './rules/rule.ts';
import { unresolvedSubject } from './rules/unresolved.ts';
import type { CaseVerdict } from './rules/verdicts.ts';

const severities: Record<(typeof effects)[FindingCode], Finding['severity']> = {
  problem: 'error',
  inconclusive: 'warning',
  none: 'info',
};

const severityOrder: Finding['severity'][] = ['error', 'warning', 'info'];

/**
 * Judges gathered facts. Pure: the same facts always give the same report, on any machine, so that a
 * saved diagnosis can be replayed. It always returns a complete report; what could not be decided
 * stands in it as such.
 */
export function diagnose(facts: DiagnosisFacts): Report {
  const opened = openCase(facts);
  const coded = findIn(facts, opened);
  const outcome = outcomeOf(coded);
  const findings = coded
    .map((one) => putIntoWords(one, facts))
    .sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity));
  const log = describeLog(facts);
  const denials = opened === null ? undefined : describeDenials(opened);
  return {
    schemaVersion: 1,
    generatedAt: facts.at,
    cloud: facts.cloud.name,
    outcome,
    summary: summarize(outcome, findings, opened),
    subject: subjectOf(facts, opened),
    steps: describeSteps(facts, opened),
    verdicts: (opened?.verdicts ?? []).map(publicVerdict),
    findings,
    ...(log && { log }),
    ...(denials && { denials }),
  };
}

function findIn(facts: DiagnosisFacts, opened: Case | null): CodedFinding[] {
  if (opened !== null) return rules.flatMap((rule) => rule(opened));
  const unresolved = unresolvedSubject(facts);
  return unresolved === null ? [] : [unresolved];
}

function outcomeOf(findings: CodedFinding[]): Outcome {
  const found = findings.map(({ code }) => effects[code]);
  if (found.includes('problem')) return 'problem';
  return found.includes('inconclusive') ? 'inconclusive' : 'healthy';
}

function putIntoWords(coded: CodedFinding, facts: DiagnosisFacts): Finding {
  const { title, explanation } = inWords(coded);
  return {
    code: coded.code,
    severity: severities[effects[coded.code]],
    confidence: coded.confidence,
    title: redact(title),
    explanation: redact(explanation),
    evidence: coded.evidence.map(redact),
    fixes: coded.fixes,
    withFix: coded.grant === undefined ? '' : foresee(coded.grant, facts),
  };
}

function inWords({ code, args }: CodedFinding): Words {
  // The table is typed code by code; here only the pair is known to belong together.
  const say = words[code] as (args: FindingArguments[FindingCode]) => Words;
  return say(args);
}

/** Judges the facts again as if the grant stood in them, and says what that would conclude. */
function foresee(grant: Grant, facts: DiagnosisFacts): string {
  const granted = withGrant(facts, grant);
  const remaining = findIn(granted, openCase(granted)).filter(
    ({ code }) => effects[code] !== 'none',
  );
  const [next] = remaining;
  return next === undefined
    ? 'With it, everything that was judged here would be granted.'
    : `With it, this would remain: ${inWords(next).title}`;
}

/** The outcome in one sentence: the weightiest finding, or that there is none. */
function summarize(outcome: Outcome, findings: Finding[], opened: Case | null): string {
  const first = findings[0];
  if (outcome !== 'healthy' && first !== undefined) return first.title;
  const agent = opened === null ? 'The agent' : `Agent ${opened.agent.name}`;
  return `${agent} can call its model: nothing that was looked for stands in its way.`;
}

function subjectOf(facts: DiagnosisFacts, opened: Case | null): Subject {
  const agent = valueOf(facts.agent);
  const project = valueOf(facts.project);
  const account = valueOf(facts.account);
  const resource = (named: { id: string; name: string }) => ({ id: named.id, name: named.name });
  return {
    agent: agent ? { name: agent.name, version: agent.serving.version } : null,
    project: project ? { ...resource(project), endpoint: project.endpoint } : null,
    account: account ? resource(account) : null,
    targetAccount: opened?.target ? resource(opened.target) : null,
    route: opened?.route.kind ?? 'unknown',
    principals: opened?.principals ?? [],
  };
}

/** A verdict without what only the rules need. */
function publicVerdict({
  at: _at,
  grantedAt: _grantedAt,
  settlesAt: _settlesAt,
  denials: _denials,
  ...verdict
}: CaseVerdict): Verdict {
  return verdict;
}
