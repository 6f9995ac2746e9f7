import type { Location } from '../grants/role-grant.ts';
import type { BicepFinding } from '../rules/finding.ts';
import { finding } from '../rules/rule.ts';
import { ruleIds, type RuleId } from '../rules/rule-ids.ts';
import { ruleWords } from '../rules/words.ts';
import { lineMap, type LineMap } from '../syntax/line-map.ts';
import type { BicepFile, Span } from '../syntax/nodes.ts';
import type { TextEdit } from '../text-edit.ts';

/** A text whose comments may suppress findings: Bicep, or a file in YAML beside it. */
export interface CommentedText {
  path: string;
  text: string;
  /** What a comment up to the end of its line begins with. */
  mark: '//' | '#';
  /** The comments, each with its mark. */
  comments: Span[];
  /** Where findings on the thing that begins at an offset are shown. */
  placeOf: (offset: number) => number;
}

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
  /^(?:\/\/|#)\s*foundry-identity-disable(-next-line)?\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::(.*))?$/;

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
  commented: CommentedText,
  findings: BicepFinding[],
  isOff: (rule: RuleId) => boolean,
): Sifted {
  // Nearly all files have none, and need no lines to be counted.
  if (!commented.text.includes(marker)) return { open: findings, suppressed: [] };
  const lines = lineMap(commented.text);
  const suppressions = readSuppressions(commented, lines);
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

/** A Bicep file as suppressions see it. */
export function commentedBicep(path: string, file: BicepFile): CommentedText {
  return {
    path,
    text: file.text,
    mark: '//',
    comments: file.comments.filter(({ kind }) => kind === 'line'),
    // Findings on a declaration are shown at its name, which decorators may stand above.
    placeOf(offset) {
      const declaration = file.statements.find(
        (statement) => statement.start === offset && statement.decorators.length > 0,
      );
      return declaration !== undefined && 'name' in declaration ? declaration.name.start : offset;
    },
  };
}

/** The comment that suppresses a rule for what stands at an offset, as an edit. */
export function suppressionEdit(
  { text, mark }: Pick<CommentedText, 'text' | 'mark'>,
  offset: number,
  rule: RuleId,
  reason: string,
): TextEdit {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const newline = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  const newText = `${indent}${mark} foundry-identity-disable-next-line ${rule}: ${reason}${newline}`;
  return { start: lineStart, end: lineStart, newText };
}

function readSuppressions(commented: CommentedText, lines: LineMap): Suppression[] {
  const { path, text, comments } = commented;
  return comments.flatMap(({ start, end }) => {
    const match = shape.exec(text.slice(start, end).trimEnd());
    if (match === null) return [];
    const [, nextLine, rules = '', reason = ''] = match;
    return [
      {
        rules: rules.split(',').map((rule) => rule.trim()),
        reason: reason.trim(),
        line: nextLine === undefined ? null : lineAfter(end, commented, lines),
        location: { file: path, span: { start, end } },
      },
    ];
  });
}

/** Further comments and pragmas between a comment and the line that it speaks of. */
const between = /^(?:\s*(?:\/\/|#)[^\n]*\n|\s)*/;

/** The line that a comment speaks of: the next one, past further comments. */
function lineAfter(end: number, { text, placeOf }: CommentedText, lines: LineMap): number {
  const after = between.exec(text.slice(end))?.[0].length ?? 0;
  return lines.positionAt(placeOf(end + after)).line;
}

function isRuleId(text: string): text is RuleId {
  return (ruleIds as readonly string[]).includes(text);
}
