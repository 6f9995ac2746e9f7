import { DefaultAzureCredential } from '@azure/identity';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  chainCredentials,
  chainOf,
  chainResult,
  type CredentialAnswer,
  type CredentialOutcome,
  type WhoAmI,
} from '../../../src/core/questions/who-am-i.ts';
import {
  renderWhoAmIMarkdown,
  renderWhoAmIText,
} from '../../../src/core/questions/who-am-i-text.ts';

afterEach(() => vi.unstubAllEnvs());

/** The names of the credentials that the library itself puts into its chain. */
function chainOfLibrary(value: string | undefined): string[] | null {
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', value);
  try {
    const chain = new DefaultAzureCredential() as unknown as {
      // One that cannot be built here stands in under the name of its factory.
      _sources: { constructor: { name: string }; credentialName?: string }[];
    };
    return chain._sources.map(
      ({ constructor, credentialName }) =>
        credentialName?.replace('createDefault', '') ?? constructor.name,
    );
  } catch {
    return null;
  }
}

describe('the chain of DefaultAzureCredential', () => {
  it.each([undefined, '', 'dev', ' Prod ', 'azureclicredential', 'BrokerCredential', 'nonsense'])(
    'is what the library makes of AZURE_TOKEN_CREDENTIALS=%j',
    (value) => {
      expect(chainOf(value ?? null)).toEqual(chainOfLibrary(value));
    },
  );
});

const token = {
  ...{ audience: 'https://ai.azure.com', tenantId: 't', objectId: 'o', kind: 'user' as const },
  ...{ name: 'ann@contoso.com', clientId: 'c', expiresAt: '2026-01-01T00:00:00.000Z' },
};
const answered: CredentialOutcome = { status: 'answered', token };
const failed: CredentialOutcome = { status: 'failed', detail: 'Wrong secret.' };
const unavailable: CredentialOutcome = { status: 'unavailable', detail: 'Nothing there.' };

/** A chain in which all but the named credentials have nothing. */
function chain(named: Partial<Record<string, CredentialOutcome>>): CredentialAnswer[] {
  return chainCredentials.map((credential) => {
    const outcome = named[credential] ?? unavailable;
    return { credential, outcomes: { arm: outcome, foundry: outcome } };
  });
}

describe('who the chain calls as', () => {
  it('is the first that answers, unless one before it fails', () => {
    const answers = { AzureCliCredential: answered, AzurePowerShellCredential: failed };
    expect(chainResult(chain(answers), null, 'arm')).toMatchObject({
      ...{ kind: 'answers', credential: 'AzureCliCredential', untried: [] },
    });
    const stopped = chain({ ...answers, EnvironmentCredential: failed });
    expect(chainResult(stopped, null, 'arm')).toMatchObject({
      ...{ kind: 'stops', credential: 'EnvironmentCredential' },
    });
    // Narrowed to developers' tools, the chain does not even look at the environment.
    expect(chainResult(stopped, 'dev', 'arm')).toMatchObject({ credential: 'AzureCliCredential' });
    expect(chainResult(stopped, 'nonsense', 'arm')).toEqual({ kind: 'invalid' });
  });
});

describe('the answer for a person', () => {
  const answer: WhoAmI = {
    at: '2026-01-01T00:00:00.000Z',
    cloud: 'AzureCloud',
    audiences: { arm: 'https://management.azure.com', foundry: 'https://ai.azure.com' },
    tokenCredentials: null,
    own: [{ label: 'VS Code', outcomes: { arm: answered, foundry: unavailable } }],
    chain: chain({ AzureCliCredential: answered }),
  };

  it('names who answers, and each credential with its reason', () => {
    const text = renderWhoAmIText(answer);
    expect(text).toContain('ann@contoso.com (user), by AzureCliCredential.');
    expect(text).toContain('Foundry: Nothing there.');
    for (const name of chainCredentials) expect(text).toContain(`. ${name}: `);
  });

  it('lets no name become markup', () => {
    const label = '<img src=x> [a](b) `c`\n# d';
    const text = renderWhoAmIMarkdown({ ...answer, own: [{ ...answer.own[0]!, label }] });
    expect(text).toContain('- \\<img src=x\\> \\[a\\](b) \\`c\\` \\# d');
  });
});
