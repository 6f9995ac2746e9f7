import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactVariable } from '../../../src/core/redact.ts';
import { accountId, instanceId } from './sample-facts.ts';

const hex = (length: number): string => '0123456789abcdef'.repeat(6).slice(0, length);
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJ4eHh4eHh4eCJ9.c2lnbmF0dXJl';

describe('redact', () => {
  it.each([
    ['a JWT', `token ${jwt} end`, jwt],
    ['a bearer header', 'Authorization: Bearer abcdefghijklmnop1234', 'abcdefghijklmnop1234'],
    ['an older key', `api-key: ${hex(32)}`, hex(32)],
    ['a newer key', `key ${'A1b2'.repeat(21)}`, 'A1b2A1b2'],
    ['a storage connection', 'AccountName=x;AccountKey=c2VjcmV0c2VjcmV0;', 'c2VjcmV0c2VjcmV0'],
    ['telemetry', `InstrumentationKey=${instanceId};IngestionEndpoint=https://x`, instanceId],
    ['a SAS', 'https://x.blob.core.windows.net/a?sv=1&sig=abc%2Bdef%3D&se=2', 'abc%2Bdef%3D'],
    ['JSON', '{"clientSecret":"s3cr3t~value","a":1}', 's3cr3t~value'],
    ['JSON in JSON', '"{\\"api_key\\":\\"s3cr3t\\"}"', 's3cr3t'],
    ['an environment dump', 'AZURE_CLIENT_SECRET=abc~def', 'abc~def'],
  ])('takes away %s', (_what, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it.each([
    accountId,
    instanceId,
    `The principal \`${instanceId}\` lacks the required data action`,
    'https://contoso.services.ai.azure.com/api/projects/shop?api-version=v1',
    'Check your COPILOT_PROVIDER_API_KEY or COPILOT_PROVIDER_BEARER_TOKEN.',
    'Authorization: Bearer $(az account get-access-token --query accessToken)',
  ])('leaves alone %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = redact(`${text} ${jwt} sig=${text}`);
        expect(redact(once)).toBe(once);
      }),
    );
  });
});

it('hides a variable whose name says that it is a secret, and shows endpoints', () => {
  expect(redactVariable('MY_API_KEY', 'short')).toBe('[redacted]');
  expect(redactVariable('AZURE_OPENAI_ENDPOINT', 'https://x')).toBe('https://x');
});
