import { describeScope, scopeName } from '../../../core/arm/scope.ts';
import type { CoverageMark } from '../../../core/inventory/coverage.ts';
import {
  describeMark,
  describeMarkAt,
  isNeedless,
  useWords,
} from '../../../core/inventory/words.ts';
import { markdownText } from '../../../core/text/markdown-text.ts';
import { inventoryRoleWords } from '../../../core/inventory/identities.ts';
import { routeWords } from '../../../core/report/vocabulary.ts';
import type { TreeContents } from './contents.ts';
import type { NodeKind, NodeOf, TreeNode } from './nodes.ts';
import { classicNote } from './words.ts';

/** What a hover says, as plain texts: names in it may hold anything. */
interface Tooltip {
  title: string;
  /** Rows of a label and a value. */
  rows: [label: string, value: string | null][];
  paragraphs: Paragraph[];
}

/** A sentence or two, behind what they are about. */
interface Paragraph {
  about: string;
  text: string;
}

const tooltips: {
  [Kind in NodeKind]: (node: NodeOf<Kind>, contents: TreeContents) => Tooltip;
} = {
  tenant: ({ tenant }) => tooltip(tenant.name, [['Tenant', tenant.tenantId]]),
  subscription: ({ subscription: { displayName, subscriptionId, tenantId } }) =>
    tooltip(displayName, [
      ['Subscription', subscriptionId],
      ['Tenant', tenantId],
    ]),
  account: ({ account }) =>
    tooltip(account.name, [
      ['Kind', account.kind],
      ['Resource group', account.resourceGroup],
      ['Location', account.location],
      ['Public network access', account.publicNetworkAccess],
      ['ARM id', account.id],
    ]),
  project: ({ project }) =>
    tooltip(project.name, [
      ['Endpoint', project.endpoint],
      ['ARM id', project.id],
    ]),
  agent: (node, { assessor }) => {
    const { account, project, agent } = node;
    const { route, identities } = assessor.ofVersion(node, agent, agent.serving);
    return tooltip(
      agent.name,
      [
        ['Project', `${project.name} in ${account.name}`],
        ['Version that gets the traffic', `${agent.serving.version}, ${agent.serving.status}`],
        ['Model calls go to', `${routeWords[route.kind]}: ${route.via}`],
      ],
      identities.flatMap(({ identity, marks }) =>
        (marks ?? [])
          .filter(({ level }) => level !== 'fine')
          .map((mark) => sayMark(mark, `${identity.name}, `)),
      ),
    );
  },
  versions: ({ agent }) => tooltip(`Versions of ${agent.name}`, []),
  version: ({ version }) =>
    tooltip(`Version ${version.version}`, [
      ['Status', version.status],
      ['Made at', version.createdAt],
      ['Kind', version.kind],
    ]),
  identity: ({ tenant, identity, place }, { assessor }) => {
    const marks = assessor.marks(tenant, identity, place);
    return tooltip(
      identity.name,
      [
        ['What it is', inventoryRoleWords[identity.role]],
        ['Object id', identity.principalId],
        ['Client id', identity.clientId],
      ],
      marks === null
        ? [{ about: '', text: 'Its role assignments are still being read.' }]
        : marks.map((mark) => sayMark(mark)),
    );
  },
  mark: ({ identity, mark, named }) =>
    tooltip(
      named ? describeMarkAt(mark) : describeMark(mark),
      [
        ['Identity', identity.name],
        ['Scope', mark.scope],
        ['Role', mark.decidedBy?.roleName ?? null],
        ['Decided at', mark.decidedBy?.scope ?? null],
        ['Decided by', mark.decidedBy?.id ?? null],
        ['Data action', mark.action],
      ],
      [{ about: '', text: mark.reason }],
    ),
  target: ({ account, route }) =>
    tooltip(account?.name ?? route.url, [
      ['Endpoint', route.url],
      ['Shown by', route.via],
      ['ARM id', account?.id ?? route.accountId],
    ]),
  hub: ({ workspace }) =>
    tooltip(workspace.name, [['ARM id', workspace.id]], [{ about: '', text: classicNote }]),
  'hub-project': ({ workspace }) =>
    tooltip(
      workspace.name,
      [
        ['ARM id', workspace.id],
        ['Hub', workspace.hubId],
      ],
      [{ about: '', text: classicNote }],
    ),
  'loose-identities': () =>
    tooltip(
      'User-assigned identities',
      [],
      [
        {
          about: '',
          text: 'Managed identities of this subscription that are attached to no Foundry account and no project. Whether something else calls models with them cannot be seen here; their marks say at which accounts it could.',
        },
      ],
    ),
  'loose-identity': ({ identity }) =>
    tooltip(
      identity.name,
      [
        ['Object id', identity.principalId],
        ['Client id', identity.clientId],
        ['ARM id', identity.resourceId],
      ],
      [{ about: '', text: useWords.unattached.sentence }],
    ),
  loading: ({ what }) => tooltip(what, []),
  error: ({ what, detail }) =>
    tooltip(`${what} could not be read`, [], [{ about: '', text: detail }]),
  more: ({ left }) => tooltip(`${left} rows are not shown`, []),
  empty: ({ text }) => tooltip(text, []),
};

/** A node's hover as Markdown in which nothing from outside is markup. */
export function tooltipOf(node: TreeNode, contents: TreeContents): string {
  const { title, rows, paragraphs } = (
    tooltips[node.kind] as (node: TreeNode, contents: TreeContents) => Tooltip
  )(node, contents);
  const table = rows
    .filter((row): row is [string, string] => row[1] !== null && row[1] !== '')
    .map(([label, value]) => `${label}: ${markdownText(value)}`)
    .join('  \n');
  const texts = paragraphs.map(({ about, text }) =>
    [about === '' ? '' : `**${markdownText(about)}**`, markdownText(text)]
      .filter(Boolean)
      .join(' '),
  );
  return [`**${markdownText(title)}**`, table, ...texts].filter((part) => part !== '').join('\n\n');
}

/** One mark: what it is, why, and the assignment that decides, in words; its own node has the ids. */
function sayMark(mark: CoverageMark, whose = ''): Paragraph {
  const { decidedBy, reason, scope } = mark;
  const by =
    decidedBy === null || decidedBy.kind === 'platform'
      ? ''
      : ` Decided by ${decidedBy.kind.replace('-', ' ')} ${scopeName(decidedBy.id)} at ${describeScope(decidedBy.scope)}.`;
  const needless = isNeedless(mark) ? ', not needed' : '';
  return {
    about: `${whose}${describeMark(mark)}${needless}`,
    text: `(${describeScope(scope)}) ${reason}${by}`,
  };
}

function tooltip(title: string, rows: Tooltip['rows'], paragraphs: Paragraph[] = []): Tooltip {
  return { title, rows, paragraphs };
}
