import type {
  InventoryReport,
  ReportedAccount,
  ReportedAgent,
  ReportedIdentity,
  ReportedProject,
  ReportedPublishedAgent,
  ReportedSubscription,
} from './inventory-report.ts';
import { outcomeWords } from '../report/vocabulary.ts';
import { describeMark, marksAtAccountsInBrief, marksInBrief, useWords } from './words.ts';

export interface InventoryTextOptions {
  /** Shows only identities with a problem, with what they belong to, and what could not be read. */
  problemsOnly: boolean;
}

/** The inventory for a terminal, as the tree of the side bar would show it. */
export function renderInventory(report: InventoryReport, options: InventoryTextOptions): string {
  const lines = [
    ...report.unread.map(unread),
    ...report.subscriptions.flatMap((subscription) => subscriptionLines(subscription, options)),
  ];
  return `${[...lines.map(printable), ...(lines.length > 0 ? [''] : []), summary(report)].join('\n')}\n`;
}

function summary({ outcome, counts, caller }: InventoryReport): string {
  const identities = counts.fine + counts.open + counts.problem;
  const parts = [
    `${count(identities, 'identity', 'identities')}`,
    `${counts.problem} with a problem`,
    `${counts.open} to look at`,
    ...(counts.unread > 0 ? [`${count(counts.unread, 'part', 'parts')} could not be read`] : []),
  ];
  const who = caller === null ? '' : ` Read as ${caller}.`;
  return printable(`${outcomeWords[outcome].toUpperCase()}  ${parts.join(', ')}.${who}`);
}

function subscriptionLines(
  subscription: ReportedSubscription,
  options: InventoryTextOptions,
): string[] {
  const { name, subscriptionId, accounts, hubWorkspaces, unattached } = subscription;
  const hubs = options.problemsOnly
    ? []
    : hubWorkspaces.map(({ name: hub, kind }) =>
        kind === 'hub' ? `${hub}  hub (classic)` : `${hub}  hub-based project (classic)`,
      );
  return branch(
    name === subscriptionId ? `subscription ${name}` : `subscription ${name}  ${subscriptionId}`,
    [
      ...subscription.unread.map(unread),
      ...accounts.flatMap((account) => accountLines(account, options)),
      ...hubs,
      ...unattachedLines(unattached, options),
    ],
    options,
  );
}

function accountLines(account: ReportedAccount, options: InventoryTextOptions): string[] {
  const { name, kind, location, identities, projects } = account;
  return branch(
    `account ${name}  ${[kind, location].filter(Boolean).join(', ')}`,
    [
      ...identityLines(identities, options),
      ...projects.flatMap((project) => projectLines(project, options)),
    ],
    options,
  );
}

function projectLines(project: ReportedProject, options: InventoryTextOptions): string[] {
  return branch(
    `project ${project.name}`,
    [
      ...project.unread.map(unread),
      ...identityLines(project.identities, options),
      ...project.agents.flatMap((agent) => agentLines(agent, options)),
      ...project.published.flatMap((published) => publishedLines(published, options)),
    ],
    options,
  );
}

function agentLines(agent: ReportedAgent, options: InventoryTextOptions): string[] {
  const { name, version, target, identities } = agent;
  const calls = target === null ? '' : `, calls ${target}`;
  const head = `agent ${name}  ${version === '' ? 'no version' : `version ${version}`}${calls}`;
  const none =
    identities.length === 0 && !options.problemsOnly ? ['no identity is shown for it'] : [];
  return branch(head, [...none, ...identityLines(identities, options)], options);
}

function publishedLines(
  { application, agents, versions, target, identities }: ReportedPublishedAgent,
  options: InventoryTextOptions,
): string[] {
  const version = versions.length === 0 ? '' : ` version ${versions.join(', ')}`;
  const calls = target === null ? '' : `, calls ${target}`;
  const head = `published agent ${agents.join(', ')}${version} through application ${application}${calls}`;
  const none =
    identities.length === 0 && !options.problemsOnly ? ['no identity is shown for it'] : [];
  return branch(head, [...none, ...identityLines(identities, options)], options);
}

function identityLines(
  identities: ReportedIdentity[],
  { problemsOnly }: InventoryTextOptions,
): string[] {
  return identities
    .filter(({ level }) => !problemsOnly || level === 'problem')
    .flatMap(({ name, role, principalId, marks }) => [
      `${name}  ${marksInBrief(marks)}${role === 'user-assigned' ? `  ${useWords.attached.brief}` : ''}`,
      ...marks
        .filter(({ level }) => level !== 'fine')
        .map((mark) => `${indentation}${describeMark(mark)}, for ${principalId}: ${mark.reason}`),
    ]);
}

/** Nothing is asked of anybody about them, so they are no part of a list of problems. */
function unattachedLines(
  identities: ReportedIdentity[],
  { problemsOnly }: InventoryTextOptions,
): string[] {
  return problemsOnly
    ? []
    : identities.map(({ name, marks }) =>
        [name, marksAtAccountsInBrief(marks), useWords.unattached.brief].filter(Boolean).join('  '),
      );
}

/** A line with those below it; without any it stands for nothing where only problems are wanted. */
function branch(head: string, below: string[], { problemsOnly }: InventoryTextOptions): string[] {
  return problemsOnly && below.length === 0
    ? []
    : [head, ...below.map((line) => `${indentation}${line}`)];
}

const indentation = '  ';

const unread = (reason: string): string => `! ${reason}`;

const count = (number: number, one: string, more: string): string =>
  `${number} ${number === 1 ? one : more}`;

/** Names come from the tenant: what would move the cursor or colour the terminal is shown instead. */
function printable(line: string): string {
  return line.replace(/\p{Cc}|\p{Cf}/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
