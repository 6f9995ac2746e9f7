import { beforeEach, expect, it, vi } from 'vitest';
import type { ConnectOptions } from '../../../src/editor/origin/connect.ts';
import { pickTenant } from '../../../src/editor/sign-in/pick-tenant.ts';
import { createMemento } from './memento.ts';

const vscode = vi.hoisted(() => ({
  window: { showQuickPick: vi.fn() },
  CancellationError: class extends Error {},
}));
vi.mock('vscode', () => vscode);

const tenant = (tenantId: string) => ({
  ...{ tenantId, name: null, signedIn: true },
  account: { id: 'ada', label: 'ada@contoso.com' },
});
const [home, guest] = [tenant('home'), tenant('guest')];
const origin = { kind: 'cloud', file: null } as const;

let memento = createMemento();
const pick = (tenants: (typeof home)[], options: ConnectOptions = {}) =>
  pickTenant(tenants, origin, options, memento);

/** The labels of the last list, in order. */
const offered = () =>
  (vscode.window.showQuickPick.mock.lastCall?.[0] as { label: string }[]).map(({ label }) => label);

beforeEach(() => {
  memento = createMemento();
  vscode.window.showQuickPick.mockReset().mockImplementation((items: unknown[]) => items.at(-1));
});

it('asks nothing where there is one tenant only', async () => {
  expect(await pick([home])).toBe(home);
  expect(vscode.window.showQuickPick).not.toHaveBeenCalled();
});

it('asks among several, with the one of last time first', async () => {
  expect(await pick([home, guest])).toBe(guest);
  await pick([home, guest]);
  expect(offered()).toEqual(['guest', 'home']);
});

it('takes the tenant of last time for a repetition, as long as it is signed in', async () => {
  expect(await pick([home, guest], { repeat: true, lastTenant: 'home' })).toBe(home);
  expect(vscode.window.showQuickPick).not.toHaveBeenCalled();
  await pick([home, guest], { repeat: true, lastTenant: 'left behind' });
  expect(offered()).toEqual(['home', 'guest']);
});

it('ends with a cancellation where nothing is chosen', async () => {
  vscode.window.showQuickPick.mockReturnValue(undefined);
  await expect(pick([home, guest])).rejects.toBeInstanceOf(vscode.CancellationError);
});
