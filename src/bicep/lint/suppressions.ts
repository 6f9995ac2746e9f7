import type { Location } from '../grants/role-grant.ts';
import type { BicepFinding } from '../rules/finding.ts';
import { finding } from '../rules/rule.ts';
import { ruleIds, type RuleId } from '../rules/rule-ids.ts';
import { ruleWords } from '../rules/words.ts';
import { lineMap, type LineMap } from '../syntax/line-map.ts';
import type { BicepFile, Span } from '../syntax/nodes.ts';
import type { TextEdit } from '../text-edit.ts';

/** `// foundry-identity-disable-next-line RULE: reason`, or for a whole file without `-next-line`. */
interface Suppression {
  rules: string[];
  reason: string;
  /** Zero-based; null for the whole file. */
  line: number | null;
  location: Location;
}

const marker = 'foundry-identity-disable';

const shape =
  /^\/\/\s*foundry-identity-disable(-next-line)?\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::(.*))?$/;

/** A finding that a comment suppresses, with the comment's reason. */
export interface SuppressedFinding {
  finding: BicepFinding;
  reason: string;
}

export interface Sifted {
  open: BicepFinding[];
  suppressed: SuppressedFinding[];
}

/**
 * Takes out the findings of one file that its comments suppress, and adds those about the comments
 * themselves. Rules that are off are not missed by a comment.
 */
export function siftFindings(
  path: string,
  file: BicepFile,
  findings: BicepFinding[],
  isOff: (rule: RuleId) => boolean,
): Sifted {
  // Nearly all files have none, and need no lines to be counted.
  if (!file.text.includes(marker)) return { open: findings, suppressed: [] };
  const lines = lineMap(file.text);
  const suppressions = readSuppressions(path, file, lines);
  const used = new Set<string>();
  const sifted: Sifted = { open: [], suppressed: [] };
  for (const one of findings) {
    const line = lines.positionAt(one.location.span.start).line;
    const by = suppressions.findIndex(
      (suppression) =>
        suppression.rules.includes(one.rule) &&
        (suppression.line === null || suppression.line === line),
    );
    const suppression = suppressions[by];
    if (suppression === undefined) {
      sifted.open.push(one);
    } else {
      used.add(`${by} ${one.rule}`);
      sifted.suppressed.push({ finding: one, reason: suppression.reason });
    }
  }
  suppressions.forEach(({ rules, reason, location }, index) => {
    if (reason === '') {
      const message = ruleWords['suppression-without-reason'].message();
      sifted.open.push(finding('suppression-without-reason', 'information', location, message));
    }
    for (const rule of rules) {
      const known = isRuleId(rule);
      if (used.has(`${index} ${rule}`) || (known && isOff(rule))) continue;
      const message = ruleWords['unused-suppression'].message({ rule, known });
      sifted.open.push(finding('unused-suppression', 'information', location, message));
    }
  });
  return sifted;
}

/** The comment that suppresses a rule for what stands at an offset, as an edit. */
export function suppressionEdit(
  file: BicepFile,
  offset: number,
  rule: RuleId,
  reason: string,
): TextEdit {
  const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(file.text.slice(lineStart))?.[0] ?? '';
  const newline = /\r\n|\n/.exec(file.text)?.[0] ?? '\n';
  const newText = `${indent}// foundry-identity-disable-next-line ${rule}: ${reason}${newline}`;
  return { start: lineStart, end: lineStart, newText };
}

function readSuppressions(path: string, file: BicepFile, lines: LineMap): Suppression[] {
  return file.comments.flatMap((comment) => {
    const match = shape.exec(file.text.slice(comment.start, comment.end).trimEnd());
    if (comment.kind !== 'line' || match === null) return [];
    const [, nextLine, rules = '', reason = ''] = match;
    const { start, end } = comment;
    return [
      {
        rules: rules.split(',').map((rule) => rule.trim()),
        reason: reason.trim(),
        line: nextLine === undefined ? null : lineAfter(comment, file, lines),
        location: { file: path, span: { start, end } },
      },
    ];
  });
}

/**
 * The line that a comment speaks of: the next one, and past further comments and a declaration's
 * decorators the one with its name, since that is where findings are shown.
 */
function lineAfter(comment: Span, file: BicepFile, lines: LineMap): number {
  const after = /^(?:\s*\/\/[^\n]*\n|\s)*/.exec(file.text.slice(comment.end))?.[0].length ?? 0;
  const start = comment.end + after;
  const declaration = file.statements.find(
    (statement) => statement.start === start && statement.decorators.length > 0,
  );
  const at = declaration !== undefined && 'name' in declaration ? declaration.name.start : start;
  return lines.positionAt(at).line;
}

function isRuleId(text: string): text is RuleId {
  return (ruleIds as readonly string[]).includes(text);
}
