import { expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import {
  contextValueOf,
  nodeActions,
  type NodeAction,
} from '../../../../src/editor/tree/model/actions.ts';
import { viewStates } from '../../../../src/editor/tree/model/view-summary.ts';
import { viewId } from '../../../../src/editor/tree/view-id.ts';

const { menus, views, viewsWelcome, keybindings, commands } = manifest.contributes;

/** The command that the menu of a node has for each thing that can be done with it. */
const commandsOf: Record<NodeAction, string> = {
  diagnose: 'diagnoseNode',
  verify: 'verifyNode',
  watch: 'watchNode',
  'agent-log': 'showNodeLog',
  'copy-fix': 'copyFix',
  'copy-id': 'copyId',
  'open-in-portal': 'openInPortal',
  'show-assignments': 'showAssignments',
  compare: 'compareNode',
  'reveal-bicep': 'revealBicep',
  refresh: 'refreshNode',
  retry: 'retryNode',
};

/** The pattern that a menu entry looks for in the context values of nodes. */
function patternOf(when: string): RegExp {
  return new RegExp(/viewItem =~ \/(.*?)\//.exec(when)?.[1] ?? 'no pattern');
}

it('has a menu entry for each thing that can be done with a node, and for nothing else', () => {
  for (const action of nodeActions) {
    const value = contextValueOf('agent', [action]);
    const entries = menus['view/item/context'].filter(({ when }) => patternOf(when).test(value));
    expect(new Set(entries.map(({ command }) => command))).toEqual(
      new Set([`foundryIdentity.${commandsOf[action]}`]),
    );
    expect(entries.some(({ group }) => !group.startsWith('inline'))).toBe(true);
  }
  const nothing = contextValueOf('reveal' as 'agent', []);
  expect(menus['view/item/context'].some(({ when }) => patternOf(when).test(nothing))).toBe(false);
});

it('shows the two most used beside a row, and a retry beside an error', () => {
  const inline = menus['view/item/context'].filter(({ group }) => group.startsWith('inline'));
  expect(inline.map(({ command }) => command).sort()).toEqual([
    'foundryIdentity.copyFix',
    'foundryIdentity.diagnoseNode',
    'foundryIdentity.retryNode',
  ]);
  const icons = commands.filter(({ command }) => inline.some((entry) => entry.command === command));
  for (const command of icons) expect(command).toHaveProperty('icon');
});

it('offers every command on nodes in the palette as well, but for what has its own there', () => {
  const hidden = menus.commandPalette.filter(({ when }) => when === 'false');
  expect(hidden.map(({ command }) => command).sort()).toEqual([
    'foundryIdentity.retryNode',
    'foundryIdentity.showMore',
    'foundryIdentity.showNodeLog',
    'foundryIdentity.verifyNode',
    'foundryIdentity.watchNode',
  ]);
});

it('has a welcome for each state in which there is no tree', () => {
  const states = viewStates.filter((state) => state !== 'tree');
  expect(viewsWelcome.map(({ when }) => when).sort()).toEqual(
    states.map((state) => `foundryIdentity.view == '${state}'`).sort(),
  );
  const known = commands.map(({ command }) => command);
  for (const { contents, view } of viewsWelcome) {
    expect(view).toBe(viewId);
    for (const [, command] of contents.matchAll(/\(command:(foundryIdentity\.\w+)\)/g)) {
      expect(known).toContain(command);
    }
  }
});

it('listens to keys only while the tree has the focus', () => {
  expect(views.foundryIdentity.map(({ id }) => id)).toEqual([viewId]);
  for (const { when, mac } of keybindings.filter(({ command }) =>
    /copy|diagnoseNode/.test(command),
  )) {
    expect(when).toContain(`focusedView == '${viewId}'`);
    expect(mac).toMatch(/^cmd/);
  }
});
