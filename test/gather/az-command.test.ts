import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { publicCloud } from '../../src/core/arm/cloud.ts';
import { azCommand } from '../../src/gather/pipeline/az-command.ts';

const arm = 'https://management.azure.com';
const account =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a';

/** The words that a shell hands to `az`. */
function wordsOf(command: string): string[] {
  const script = `az() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const az = (url: string, method = 'GET', body: string | null = null) =>
  wordsOf(azCommand(publicCloud, url, method, body));

describe('azCommand', () => {
  it('uses the commands of az where it has them', () => {
    expect(az(`${arm}${account}?api-version=1`)).toEqual([
      ...['cognitiveservices', 'account', 'show', '--name', 'a'],
      ...['--resource-group', 'g', '--subscription', 's'],
    ]);
    expect(
      az(
        `${arm}${account}/providers/Microsoft.Authorization/roleAssignments?api-version=1&$filter=assignedTo('oid')`,
      ),
    ).toEqual([
      ...['role', 'assignment', 'list', '--scope', account],
      ...['--assignee', 'oid', '--include-inherited', '--include-groups'],
    ]);
  });

  it('reaches az word by word, whatever a query holds', () => {
    const query = "traces | where cloud_RoleName =~ 'o\\'brien' and x != \"$(id) `id` !!\"";
    const body = JSON.stringify({ query });
    const url = 'https://api.loganalytics.io/v1/subscriptions/s/x/query';
    const words = az(url, 'POST', body);
    expect(words[words.indexOf('--body') + 1]).toBe(body);
    expect(words.slice(-2)).toEqual(['--resource', 'https://api.loganalytics.io']);
    const byAppId = az('https://api.applicationinsights.io/v1/apps/a/query', 'POST', body);
    expect(byAppId.slice(-2)).toEqual(['--resource', 'https://api.applicationinsights.io']);
  });

  it('tells az rest the audience of every service but ARM', () => {
    expect(az('https://a.services.ai.azure.com/api/projects/p/agents?api-version=v1')).toContain(
      'https://ai.azure.com',
    );
    expect(az(`${arm}${account}/projects/p?api-version=1`)).not.toContain('--resource');
  });
});
