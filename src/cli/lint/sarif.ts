import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type {
  Log,
  PhysicalLocation,
  Region as SarifRegion,
  ReportingDescriptor,
  Result,
} from 'sarif';
import manifest from '../../../package.json' with { type: 'json' };
import type { Severity } from '../../bicep/rules/finding.ts';
import { rules } from '../../bicep/rules/index.ts';
import { ruleIds, type RuleId } from '../../bicep/rules/rule-ids.ts';
import { ruleWords } from '../../bicep/rules/words.ts';
import type { LintReport, Place, Region, ReportedFinding } from './lint-report.ts';
import { ruleHelp } from './rule-pages.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** Under this name SARIF calls the working folder, which paths count from. */
const base = 'SRCROOT';

/** SARIF 2.1.0 for code scanning: every rule, each finding with its fixes, and what is suppressed. */
export function renderSarif(report: LintReport, folder: string): string {
  const seen = new Map<string, number>();
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'foundry-identity',
            fullName: manifest.displayName,
            semanticVersion: manifest.version,
            rules: ruleIds.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [base]: { uri: `${pathToFileURL(folder).href}/` } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.unread.map(({ file, reason }) => ({
              level: 'warning',
              message: { text: `${file} was not read: ${reason}.` },
            })),
          },
        ],
        results: [
          ...report.findings.map((found) => resultOf(found, seen)),
          ...report.suppressed.map(({ finding, reason }) => ({
            ...resultOf(finding, seen),
            suppressions: [
              { kind: 'inSource' as const, ...(reason === '' ? {} : { justification: reason }) },
            ],
          })),
        ],
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

/**
 * The help of a rule is in the log as a whole: the pages have no public address, and one on this
 * machine would tell others a path of ours and nothing else.
 */
function descriptor(id: RuleId): ReportingDescriptor {
  const { title } = ruleWords[id];
  const help = ruleHelp(id) ?? { why: title, text: title, markdown: title };
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: help.why },
    defaultConfiguration: { level: levels[rules[id].worst] },
    help: { text: help.text, markdown: help.markdown },
  };
}

function resultOf(found: ReportedFinding, seen: Map<string, number>): Result {
  const { rule, severity, place, message, related, fixes } = found;
  return {
    ruleId: rule,
    ruleIndex: ruleIds.indexOf(rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: physicalLocation(place) }],
    partialFingerprints: { 'lineHash/v1': fingerprint(found, seen) },
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one) => ({
            physicalLocation: physicalLocation(one.place),
            message: { text: one.message },
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
  };
}

function fixOf({ title, replacements }: ReportedFinding['fixes'][number]) {
  const files = [...new Set(replacements.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: replacements
        .filter((replacement) => replacement.file === file)
        .map(({ newText, ...region }) => ({
          deletedRegion: regionOf(region),
          insertedContent: { text: newText },
        })),
    })),
  };
}

function physicalLocation(place: Place): PhysicalLocation {
  return { artifactLocation: artifactLocation(place.file), region: regionOf(place) };
}

function artifactLocation(file: string): { uri: string; uriBaseId: string } {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: base };
}

function regionOf({ line, column, endLine, endColumn }: Region): SarifRegion {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** The same for a finding whose line has moved; the count tells equal lines of one file apart. */
function fingerprint(
  { rule, place, lineText }: ReportedFinding,
  seen: Map<string, number>,
): string {
  const hash = createHash('sha256').update(`${rule}\n${place.file}\n${lineText}`).digest('hex');
  const count = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, count);
  return `${hash.slice(0, 32)}:${count}`;
}
