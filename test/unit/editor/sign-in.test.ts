import { describe, expect, it, vi } from 'vitest';
import { publicCloud, usGovernmentCloud } from '../../../src/core/arm/cloud.ts';
import { methodFor, type SignInParts } from '../../../src/editor/sign-in/connections.ts';
import { createSelection } from '../../../src/editor/sign-in/selection.ts';
import { signInKinds } from '../../../src/editor/sign-in/sign-in-kind.ts';
import { describeSignIn } from '../../../src/editor/sign-in/status.ts';
import { createMemento } from './memento.ts';

/** What Microsoft's Azure extension has been told to show. */
const azureExtension = vi.hoisted(() => ({ selectedSubscriptions: [] as string[] }));
vi.mock('vscode', () => ({
  workspace: {
    getConfiguration: () => ({ get: () => azureExtension.selectedSubscriptions }),
  },
}));
vi.mock(
  '../../../src/gather/index.ts',
  () => import('../../../src/gather/credential/authority.ts'),
);

const cloud = (sovereign?: 'USGovernment' | 'ChinaCloud' | 'custom') =>
  ({ kind: 'cloud', file: null, ...(sovereign && { sovereign }) }) as const;

/** The parts, with an account of VS Code that belongs to the authority named. */
function partsWith(authority: string): SignInParts {
  const account = { authority: () => authority };
  return { vscodeSignIn: () => Promise.resolve(account) } as unknown as SignInParts;
}

describe('how a cloud is signed in to', () => {
  it('is the account of VS Code where that belongs to the cloud', async () => {
    expect(
      await methodFor(cloud(), 'vscode', partsWith(`${publicCloud.authority}/`)),
    ).toMatchObject({ kind: 'vscode', place: { cloud: publicCloud } });
    expect(
      await methodFor(cloud('USGovernment'), 'vscode', partsWith(usGovernmentCloud.authority)),
    ).toMatchObject({ kind: 'vscode', place: { cloud: usGovernmentCloud } });
  });

  it('is the chain, with the reason, where the account belongs to another cloud', async () => {
    const method = await methodFor(cloud('USGovernment'), 'vscode', partsWith('https://x.example'));
    expect(method).toMatchObject({ kind: 'identity', identity: 'default' });
    expect(method).toHaveProperty('instead', expect.stringContaining('https://x.example'));
  });

  it.each(signInKinds.filter((kind) => kind !== 'vscode'))(
    'is %s where the setting says so, without a look at the account',
    async (kind) => {
      const parts = { vscodeSignIn: () => Promise.reject(new Error('loaded')) };
      expect(await methodFor(cloud(), kind, parts as unknown as SignInParts)).toMatchObject({
        kind: 'identity',
        identity: kind,
        instead: null,
      });
    },
  );

  it.each(['ChinaCloud', 'custom'] as const)(
    'needs a cloud file for %s, whose endpoints nobody here knows',
    async (sovereign) => {
      await expect(methodFor(cloud(sovereign), 'default', partsWith(''))).rejects.toThrow(
        'foundryIdentity.cloudFile',
      );
    },
  );
});

describe('what is signed in, in a line', () => {
  const ada = { account: 'ada@contoso.com', tenantId: 't1', tenantName: 'Contoso' };

  it('names who, the tenant and the cloud', () => {
    expect(describeSignIn(cloud(), { kind: 'vscode' }, [ada])).toBe(
      'ada@contoso.com · Contoso · Azure public cloud',
    );
    const sample = { kind: 'sample', name: 'healthy' } as const;
    const doctor = { account: 'Doctor', tenantId: 't1', tenantName: null };
    expect(describeSignIn(sample, { kind: 'sample' }, [doctor])).toBe(
      'Doctor · t1 · Sample tenant healthy · no sign-in',
    );
  });

  it('counts several tenants, and says where it is not the account of the setting', () => {
    const guest = { ...ada, tenantId: 't2', tenantName: 'Guest Works' };
    expect(
      describeSignIn(cloud('USGovernment'), { kind: 'identity', instead: 'why' }, [ada, guest]),
    ).toBe('ada@contoso.com · 2 tenants · Azure Government · not by VS Code’s account');
  });
});

describe('the choice of subscriptions', () => {
  it('is kept for each tenant of each cloud', async () => {
    const selection = createSelection(createMemento());
    await selection.saveSubscriptions(cloud(), 't1', ['s1']);
    expect(selection.subscriptions(cloud(), 't1')).toEqual(['s1']);
    expect(selection.subscriptions(cloud(), 't2')).toBeNull();
    expect(selection.subscriptions(cloud('USGovernment'), 't1')).toBeNull();
  });

  it('is that of the Azure extension until one is made here, even if it is for all', async () => {
    azureExtension.selectedSubscriptions = ['T1/S1', 'T1/S2', 'T2/S3'];
    const selection = createSelection(createMemento());
    expect(selection.subscriptions(cloud(), 't1')).toEqual(['s1', 's2']);
    expect(selection.subscriptions({ kind: 'sample', name: 'healthy' }, 't1')).toBeNull();
    await selection.saveSubscriptions(cloud(), 't1', null);
    expect(selection.subscriptions(cloud(), 't1')).toBeNull();
  });
});
