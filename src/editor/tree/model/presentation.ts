import { worstLevel, type CoverageMark, type MarkLevel } from '../../../core/inventory/coverage.ts';
import { inventoryRoleWords, type InventoryIdentity } from '../../../core/inventory/identities.ts';
import {
  coverageWords,
  describeMark,
  describeMarkAt,
  isNeedless,
  marksAtAccountsInBrief,
  marksInBrief,
  useWords,
} from '../../../core/inventory/words.ts';
import { actionsOf, contextValueOf } from './actions.ts';
import type { TreeContents } from './contents.ts';
import { knownSoFar, readingOf } from './inventory-state.ts';
import type { NodeKind, NodeOf, TreeNode } from './nodes.ts';
import { stateIcons } from '../../state-icons.ts';
import { noTally, tallyOf, worstMark, type Tally } from './tally.ts';
import {
  count,
  marksSpoken,
  reasonWords,
  shortIdentityWords,
  tallyInBrief,
  tallySpoken,
} from './words.ts';

/** A codicon and the theme's colour that it is drawn in; null for the colour of the text. */
export interface NodeIcon {
  id: string;
  color: string | null;
}

/** Colours of icons that every theme defines, those of high contrast as well. */
const levelColors: Record<MarkLevel, string> = {
  problem: 'problemsErrorIcon.foreground',
  open: 'problemsWarningIcon.foreground',
  fine: 'charts.green',
};

/** A tenant with more accounts than this would be a wall of projects with all of them open. */
const fewAccounts = 12;

/** How a node looks and sounds, in no editor's types. */
export interface Presentation {
  label: string;
  description: string;
  icon: NodeIcon;
  /** For a screen reader, spelled out. */
  spoken: string;
  /** Whether there is anything under it, and whether that is shown at first. */
  branch: 'leaf' | 'closed' | 'open';
  /** Problems in and under it, for the badge; zero shows none. */
  problems: number;
  contextValue: string;
}

/** What the table below says of a kind; the rest is the same for all. */
type Look = Omit<Presentation, 'contextValue' | 'problems' | 'spoken'> & {
  tally?: Tally;
  /** What is said instead of label, description and tally. */
  spoken?: string;
};

const looks: { [Kind in NodeKind]: (node: NodeOf<Kind>, contents: TreeContents) => Look } = {
  tenant: ({ tenant }, { tallies }) => ({
    ...branch('organization', tenant.name, ['tenant'], tallies.byNode.get(tenant.key)),
    branch: 'open',
  }),
  subscription: ({ id, tenant, subscription }, { tallies }) => {
    const { subscriptionId, displayName } = subscription;
    const accounts = (knownSoFar(tenant.resources)?.accounts ?? []).filter(
      (account) => account.subscriptionId === subscriptionId,
    );
    const words = accounts.length === 0 ? [] : [count(accounts.length, 'account')];
    return {
      ...branch('key', displayName || subscriptionId, words, tallies.byNode.get(id)),
      branch: 'open',
    };
  },
  account: ({ id, tenant, account }, { tallies }) => ({
    ...branch('azure', account.name, [account.resourceGroup], tallies.byNode.get(id)),
    branch: (knownSoFar(tenant.resources)?.accounts.length ?? 0) > fewAccounts ? 'closed' : 'open',
  }),
  project: ({ id, tenant, project }, { tallies }) => {
    const reading = readingOf(tenant.agents, project.id);
    const agents = knownSoFar(reading);
    const more = reading.state === 'reading' || (agents?.missing ?? null) !== null ? '+' : '';
    const words = agents === null ? [] : [`${count(agents.list.length, 'agent')}${more}`];
    return branch('project', project.name, words, tallies.byNode.get(id));
  },
  agent: (node, { assessor }) => {
    const { account, project, agent, flat } = node;
    const { identities } = assessor.ofVersion(node, agent, agent.serving);
    const tally = tallyOf(identities);
    const caller = identities.find(({ marks }) => marks !== null && !marks.every(isNeedless));
    const marks = caller?.marks ?? [];
    const look = branch('hubot', agent.name, [], tally);
    const words = flat
      ? [marksInBrief(marks), `${project.name} in ${account.name}`]
      : [`v${agent.serving.version}`, ...agentInBrief(agent.serving.status, marks)];
    return { ...look, description: words.filter(Boolean).join(' · ') };
  },
  versions: () => plain('versions', 'Versions', 'closed'),
  version: (node, { assessor }) => {
    const { agent, version } = node;
    const { identities } = assessor.ofVersion(node, agent, version);
    const serves = version.version === agent.serving.version;
    const words = [version.status, ...(serves ? ['gets the traffic'] : [])];
    // A version without traffic makes no calls, so nothing about it is a problem.
    const tally = serves ? tallyOf(identities) : noTally;
    return branch('tag', `Version ${version.version}`, words, tally);
  },
  identity: ({ tenant, identity, place, agent, flat }, { assessor }) => {
    const marks = assessor.marks(tenant, identity, place);
    const owner = (agent ?? place.project ?? place.account).name;
    const words = shortIdentityWords[identity.role];
    const name = hasOwnName(identity) ? identity.name : flat ? owner : words;
    if (marks === null) {
      return { ...plain('loading~spin', name, 'closed'), description: 'checking…' };
    }
    return {
      label: name,
      description: [
        ...(flat ? [words.toLowerCase()] : []),
        marksInBrief(marks),
        ...(identity.role === 'user-assigned' ? [useWords.attached.brief] : []),
      ].join(' · '),
      icon: iconOf(marks),
      branch: 'closed',
      tally: tallyOf([{ marks }]),
      spoken: [
        spokenIdentity(identity, owner),
        marksSpoken(marks),
        ...(identity.role === 'user-assigned' ? [useWords.attached.brief] : []),
      ].join('. '),
    };
  },
  mark: ({ mark, named }) => {
    const words = named ? describeMarkAt(mark) : describeMark(mark);
    return {
      ...plain('circle-outline', words, 'leaf'),
      description: isNeedless(mark) ? 'not needed' : (mark.decidedBy?.roleName ?? ''),
      icon: iconOf([mark]),
      spoken: `${words}${isNeedless(mark) ? ', not needed' : ''}. ${mark.reason}`,
    };
  },
  target: ({ route, account }) => ({
    ...plain('target', account?.name ?? hostOf(route.url), 'leaf'),
    description: account
      ? 'its model calls go to this account'
      : 'its model calls go here, to an account that is not among those you see',
  }),
  hub: ({ workspace }) => ({
    ...plain('archive', workspace.name, 'closed'),
    description: 'hub (classic)',
  }),
  'hub-project': ({ workspace }) => ({
    ...plain('archive', workspace.name, 'leaf'),
    description: 'hub-based project (classic)',
  }),
  'loose-identities': ({ identities }) => ({
    ...plain('account', 'User-assigned identities', 'closed'),
    description: `${identities.length.toLocaleString('en-US')} that no account or project has`,
  }),
  'loose-identity': ({ tenant, identity }, { assessor }) => {
    const marks = assessor.ofUnattached(tenant, identity);
    const brief = marks === null ? 'checking…' : marksAtAccountsInBrief(marks);
    return {
      ...plain('account', identity.name, marks?.length === 0 ? 'leaf' : 'closed'),
      description: [brief, useWords.unattached.brief].filter(Boolean).join(' · '),
    };
  },
  loading: ({ what, soFar }, { reading }) => ({
    ...plain(reading ? 'loading~spin' : 'debug-pause', `${what}${reading ? '…' : ''}`, 'leaf'),
    description: [
      reading ? '' : 'stopped',
      soFar === 0 ? '' : `${soFar.toLocaleString('en-US')} so far`,
    ]
      .filter(Boolean)
      .join(', '),
  }),
  error: ({ what, reason, detail }) => ({
    ...plain('warning', `${what}: ${reasonWords[reason]}`, 'leaf'),
    description: detail,
    icon: { id: 'warning', color: levelColors.open },
  }),
  more: ({ next, left }) => ({
    ...plain('ellipsis', `Show ${next.toLocaleString('en-US')} more…`, 'leaf'),
    description: `${left.toLocaleString('en-US')} not shown`,
  }),
  empty: ({ text }) => plain('dash', text, 'leaf'),
};

/** How a node looks and sounds, from what is known by now. */
export function present(node: TreeNode, contents: TreeContents): Presentation {
  const look = looks[node.kind] as (node: TreeNode, contents: TreeContents) => Look;
  const { tally, spoken, ...rest } = look(node, contents);
  const heard = [
    kindWords[node.kind] === null ? rest.label : `${kindWords[node.kind]} ${rest.label}`,
    rest.description.replaceAll(' · ', ', '),
    tally ? tallySpoken(tally) : '',
  ].filter(Boolean);
  return {
    ...rest,
    spoken: spoken ?? heard.join('. '),
    problems: tally?.problems ?? 0,
    contextValue: contextValueOf(node.kind, actionsOf(node, contents)),
  };
}

/** What a screen reader says before the label; null where the label says it. */
const kindWords: Record<NodeKind, string | null> = {
  tenant: 'Tenant',
  subscription: 'Subscription',
  account: 'Account',
  project: 'Project',
  agent: 'Agent',
  versions: null,
  version: null,
  identity: null,
  mark: null,
  target: 'Target account',
  hub: 'Hub',
  'hub-project': 'Hub-based project',
  'loose-identities': null,
  'loose-identity': 'User-assigned identity',
  loading: null,
  error: null,
  more: null,
  empty: null,
};

function plain(icon: string, label: string, kind: Presentation['branch']): Look {
  return { label, description: '', icon: { id: icon, color: null }, branch: kind };
}

/** A node with things under it that are counted. Its icon takes the colour of the worst of them. */
function branch(icon: string, label: string, words: string[], tally: Tally = noTally): Look {
  const level = levelOf(tally);
  return {
    label,
    description: [...words, tallyInBrief(tally)].filter(Boolean).join(' · '),
    icon: { id: icon, color: level === 'fine' ? null : levelColors[level] },
    branch: 'closed',
    tally,
  };
}

function levelOf({ problems, open, unread }: Tally): MarkLevel {
  if (problems > 0) return 'problem';
  return open + unread > 0 ? 'open' : 'fine';
}

/** The sign of the mark that asks the most, in the colour of what it asks. */
function iconOf(marks: CoverageMark[]): NodeIcon {
  const worst = worstMark(marks);
  if (worst === undefined || marks.every(isNeedless)) return { id: 'dash', color: null };
  return { id: stateIcons[worst.state], color: levelColors[worstLevel(marks)] };
}

/** What asks something of a person; where nothing does, how it is let in. */
function agentInBrief(status: string, marks: CoverageMark[]): string[] {
  const asking = marks.filter(({ level }) => level !== 'fine').map(describeMark);
  const needed = marks.filter((mark) => !isNeedless(mark));
  const states = needed.map(({ state }) => coverageWords[state]);
  return [
    ...(status === 'active' ? [] : [status]),
    ...(asking.length > 0 ? asking : new Set(states)),
  ];
}

/** Of these, one place may have several: their words alone would not tell them apart. */
function hasOwnName({ role }: Pick<InventoryIdentity, 'role'>): boolean {
  return role === 'user-assigned' || role === 'published-agent';
}

function spokenIdentity({ role, name }: InventoryIdentity, owner: string): string {
  return hasOwnName({ role })
    ? `${capital(inventoryRoleWords[role])} ${name}`
    : `${capital(inventoryRoleWords[role])} of ${owner}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
