import { describe, expect, it } from 'vitest';
import { describeView } from './describe-tree.ts';
import { childrenOf, rootsOf } from '../../../../src/editor/tree/model/children.ts';
import type { TreeContents } from '../../../../src/editor/tree/model/contents.ts';
import { factsOf } from '../../../../src/editor/tree/model/node-facts.ts';
import { portalUrl } from '../../../../src/editor/tree/model/actions.ts';
import type { NodeKind, NodeOf, TreeNode } from '../../../../src/editor/tree/model/nodes.ts';
import { present } from '../../../../src/editor/tree/model/presentation.ts';
import { tooltipOf } from '../../../../src/editor/tree/model/tooltips.ts';
import {
  account,
  accountId,
  agent,
  assignment,
  instanceId,
  known,
  otherAccount,
  otherAccountId,
  project,
  projectId,
  subscriptionId,
  throughProject,
  unknown,
  version,
} from '../../core/sample-facts.ts';
import { access, contentsOf, manyAgents, read, resources, tenant } from './small-tenant.ts';

/** The first node of a kind, wherever it is. */
function find<Kind extends NodeKind>(
  kind: Kind,
  contents: TreeContents,
  nodes: TreeNode[] = rootsOf(contents),
): NodeOf<Kind> | undefined {
  for (const node of nodes) {
    if (node.kind === kind) return node as NodeOf<Kind>;
    const below = find(kind, contents, childrenOf(node, contents));
    if (below) return below;
  }
  return undefined;
}

describe('the tree', () => {
  it('leads from a subscription to the marks of an identity, with the gap counted on the way', () => {
    expect(describeView(contentsOf([tenant()]))).toEqual([
      'Contoso Shop | 1 account | 1 problem',
      '  contoso | rg-shop | 1 problem',
      '    shop | 1 agent | 1 problem',
      '      Project identity | – account: gap · – project: gap',
      '      concierge | v3 · account: gap | 1 problem',
      '        Agent identity | ✗ account: gap · ✓ project: covered | 1 problem',
      '          account: gap | ',
      '          project: covered | Foundry User (formerly Azure AI User)',
      '        Blueprint | – account: gap · – project: gap',
      '        Versions | ',
    ]);
  });

  it('says nothing is wrong where a role stands at the account', () => {
    const covered = access({ assignments: known([assignment(accountId)]) });
    const contents = contentsOf([
      tenant(undefined, { access: new Map([[subscriptionId, read(covered)]]) }),
    ]);
    expect(contents.tallies.total).toMatchObject({ problems: 0, open: 0, pending: false });
    expect(present(find('agent', contents)!, contents)).toMatchObject({
      description: 'v3 · covered',
      problems: 0,
    });
  });

  it('shows the account that the calls reach under the agent, and its mark third', () => {
    const environment = { AZURE_OPENAI_ENDPOINT: 'https://models.openai.azure.com/openai/v1/' };
    const other = tenant([agent(version({ environment }))], {
      resources: read(known(resources({ accounts: [account(), otherAccount()] }))),
    });
    other.access.set(
      '22222222-2222-4222-8222-222222222222',
      read(
        access({ subscriptionId: '22222222-2222-4222-8222-222222222222', assignments: known([]) }),
      ),
    );
    const contents = contentsOf([other]);
    expect(present(find('target', contents)!, contents).label).toBe('models');
    const identity = find('agent', contents)!;
    expect(childrenOf(childrenOf(identity, contents)[0]!, contents)).toMatchObject([
      { mark: { at: 'account' } },
      { mark: { at: 'project' } },
      { mark: { at: 'target', state: 'not-granted', level: 'problem' } },
    ]);
    expect(factsOf(identity, contents).grants).toEqual([
      expect.objectContaining({ principalId: instanceId, scope: otherAccountId }),
    ]);
  });

  it('does not guess while something that decides is still being read', () => {
    const early = tenant(undefined, { access: new Map() });
    const contents = contentsOf([early]);
    expect(contents.tallies.total).toMatchObject({ problems: 0, pending: true });
    const identity = find('identity', contents)!;
    expect(present(identity, contents).description).toBe('checking…');

    const unconnected = tenant(undefined, { connections: new Map() });
    expect(contentsOf([unconnected]).tallies.total).toMatchObject({ problems: 0, pending: true });
    const plain = tenant([agent(version(throughProject))], { connections: new Map() });
    expect(contentsOf([plain]).tallies.total.pending).toBe(false);
  });

  it('shows an identity that is attached to nothing with a mark at each account, and no alarm', () => {
    const deployer = {
      id: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer`,
      ...{ name: 'deployer', principalId: instanceId, clientId: 'client' },
    };
    const two = [account(), account({ id: `${accountId}-2`, name: 'contoso-2' })];
    const covered = access({ assignments: known([assignment(accountId)]) });
    const seen = { accounts: two, userAssignedIdentities: [deployer] };
    const change = {
      resources: read(known(resources(seen))),
      access: new Map([[subscriptionId, read(covered)]]),
    };
    const contents = contentsOf([tenant([], change)]);
    const branch = find('loose-identities', contents)!;
    const [identity] = childrenOf(branch, contents);
    expect(present(identity!, contents)).toMatchObject({
      branch: 'closed',
      problems: 0,
      description:
        '✓ contoso: covered · – no role at 1 account · attached to no account or project, not known to be used',
    });
    const marks = childrenOf(identity!, contents);
    expect(marks.map((mark) => present(mark, contents).label)).toEqual([
      'contoso: covered',
      'contoso-2: gap',
    ]);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(2);
    expect(contents.tallies.total).toMatchObject({ problems: 0, open: 0 });
    const early = contentsOf([tenant([], { ...change, access: new Map() })]);
    const [unchecked] = childrenOf(find('loose-identities', early)!, early);
    expect(present(unchecked!, early).description).toMatch(/^checking…/);
  });

  it('keeps namesakes of two tenants and two subscriptions apart', () => {
    const other = { ...tenant(), key: 'u', name: 'Fabrikam' };
    const contents = contentsOf([tenant(), other]);
    const ids = new Set<string>();
    const visit = (nodes: TreeNode[]): void => {
      for (const node of nodes) {
        expect(ids).not.toContain(node.id);
        ids.add(node.id);
        visit(childrenOf(node, contents));
      }
    };
    visit(rootsOf(contents));
    expect(rootsOf(contents).map(({ kind }) => kind)).toEqual(['tenant', 'tenant']);
  });
});

describe('a read that failed', () => {
  it('is a node with its reason and a retry, and the rest is unharmed', () => {
    const refused = tenant(undefined, {
      agents: new Map([
        [projectId.toLowerCase(), read(unknown('unreachable', 'Private endpoint.'))],
      ]),
    });
    const contents = contentsOf([refused]);
    const error = find('error', contents)!;
    expect(present(error, contents)).toMatchObject({
      label: 'Agents: not reachable',
      description: 'Private endpoint.',
      contextValue: 'kind-error retry',
    });
    expect(contents.tallies.total.unread).toBe(1);
    expect(find('identity', contents)).toBeDefined();
  });

  it('of one subscription shows in it, also in the flat list', () => {
    const partly = tenant(undefined, {
      resources: read(known(resources({ missing: { [subscriptionId]: unknown('refused') } }))),
    });
    for (const grouping of ['subscription', 'flat'] as const) {
      const contents = contentsOf([partly], { grouping });
      expect(find('error', contents)).toMatchObject({ reason: 'refused' });
      expect(find('agent', contents)).toBeDefined();
    }
  });
});

describe('a long list', () => {
  const many = manyAgents(10_000);

  it('is shown in pages, and says how much is left', () => {
    const contents = contentsOf([tenant(many)]);
    const rows = childrenOf(find('project', contents)!, contents);
    const more = rows.at(-1)!;
    expect(rows.filter(({ kind }) => kind === 'agent')).toHaveLength(500);
    expect(present(more, contents)).toMatchObject({
      label: 'Show 500 more…',
      description: '9,500 not shown',
    });
    const all = new Map([[(more as NodeOf<'more'>).list, 10_000]]);
    const whole = childrenOf(find('project', contents)!, { ...contents, shown: all });
    expect(whole.filter(({ kind }) => kind === 'agent')).toHaveLength(10_000);
  });

  it('sorts names as people do', () => {
    const contents = contentsOf([tenant(many.slice(0, 12))]);
    const rows = childrenOf(find('project', contents)!, contents);
    expect(rows.slice(1, 5).map((node) => present(node, contents).label)).toEqual([
      'agent 0',
      'agent 1',
      'agent 2',
      'agent 3',
    ]);
  });
});

describe('finding one’s way', () => {
  const sound = {
    ...agent(version({ instanceIdentity: { principalId: 'sound', clientId: null } })),
    name: 'cashier',
  };
  const both = tenant([agent(), sound], {
    access: new Map([
      [
        subscriptionId,
        read(
          access({
            assignments: known([
              assignment(projectId),
              assignment(accountId, { principalId: 'sound' }),
            ]),
          }),
        ),
      ],
    ]),
  });

  it('narrows by a part of a name or of an id', () => {
    for (const filter of ['CONC', instanceId.slice(-6)]) {
      const text = describeView(contentsOf([both], { filter })).join('\n');
      expect(text).toContain('concierge');
      expect(text).not.toContain('cashier');
    }
  });

  it('shows everything below what matches', () => {
    const text = describeView(contentsOf([both], { filter: 'shop' })).join('\n');
    expect(text).toContain('concierge');
    expect(text).toContain('cashier');
    expect(describeView(contentsOf([both], { filter: 'nowhere' }))).toEqual(['Nothing matches | ']);
  });

  it('shows only what asks for something, and what could not be read', () => {
    const text = describeView(contentsOf([both], { onlyProblems: true })).join('\n');
    expect(text).toContain('concierge');
    expect(text).not.toContain('cashier');
    const unread = tenant(undefined, {
      agents: new Map([[projectId.toLowerCase(), read(unknown('refused'))]]),
    });
    expect(find('error', contentsOf([unread], { onlyProblems: true }))).toBeDefined();
  });

  it('puts problems first in the flat list, each with its place', () => {
    const contents = contentsOf([both], { grouping: 'flat' });
    const rows = rootsOf(contents).map((node) => present(node, contents));
    expect(rows[0]).toMatchObject({
      label: 'concierge',
      description: '✗ account: gap · ✓ project: covered · shop in contoso',
    });
  });
});

describe('what comes from outside', () => {
  const hostile = '<b>x</b> [click](command:evil) $(calc) `x` ![i](https://e.invalid/i.png) &lt;';

  it('is never markup in a hover', () => {
    const named = tenant([{ ...agent(), name: hostile }], {
      resources: read(known(resources({ projects: [{ ...project, name: hostile }] }))),
    });
    const contents = contentsOf([named]);
    for (const kind of ['project', 'agent', 'identity', 'mark'] as const) {
      const hover = tooltipOf(find(kind, contents)!, contents);
      expect(hover).not.toMatch(/(?<!\\)[<[`&]/);
      expect(hover.replaceAll(/\\(.)/g, '$1')).toContain(
        kind === 'mark' ? 'account: gap' : hostile,
      );
    }
  });

  it('opens nothing but https pages', () => {
    const at = (portal: string): string | null => {
      const contents = contentsOf([{ ...tenant(), portal }]);
      const node = find('account', contents)!;
      return portalUrl(factsOf(node, contents), node);
    };
    expect(at('https://portal.azure.com')).toBe(
      `https://portal.azure.com/#@99999999-9999-4999-8999-999999999999/resource${accountId}`,
    );
    expect(at('http://portal.azure.com')).toBeNull();
    expect(at('command:workbench.action.quit')).toBeNull();
  });
});

describe('the grants that close gaps', () => {
  it('are the widest ones, and none where nothing is missing', () => {
    const nothing = access({ assignments: known([]) });
    const contents = contentsOf([
      tenant(undefined, { access: new Map([[subscriptionId, read(nothing)]]) }),
    ]);
    const agentNode = find('agent', contents)!;
    expect(factsOf(agentNode, contents).grants).toEqual([
      expect.objectContaining({ principalId: instanceId, scope: accountId }),
    ]);
    const project = find('project', contents)!;
    expect(factsOf(project, contents).grants).toEqual([]);
  });
});
