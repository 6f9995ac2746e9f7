import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { publicCloud } from '../../src/core/arm/cloud.ts';
import { permitInvoke, type InvokePermission } from '../../src/gather/invoke/permission.ts';
import { readOnlyPolicy } from '../../src/gather/pipeline/read-only-policy.ts';

const arm = 'https://management.azure.com';
const account = `${arm}/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a`;
const foundry = 'https://a.services.ai.azure.com/api/projects/p';

/** Whether a request gets past the policy. */
async function passes(
  method: string,
  url: string,
  permission?: InvokePermission,
  status = 200,
): Promise<boolean> {
  let sent = false;
  const request = createPipelineRequest({ url, method: method as 'GET' });
  try {
    await readOnlyPolicy(publicCloud, permission).sendRequest(request, async () => {
      sent = true;
      return { request, status, headers: createHttpHeaders() };
    });
  } catch (error) {
    expect(String(error)).toContain('was not sent');
  }
  return sent;
}

describe('readOnlyPolicy', () => {
  it.each([
    ['GET', `${account}?api-version=1`],
    ['GET', `${account}/providers/Microsoft.Authorization/roleAssignments?api-version=1`],
    ['GET', `${foundry}/agents?api-version=v1`],
    ['POST', `${arm}/providers/Microsoft.ResourceGraph/resources?api-version=1`],
    ['POST', `${account}/providers/Microsoft.Authorization/checkAccess?api-version=1`],
    ['POST', 'https://graph.microsoft.com/v1.0/directoryObjects/getByIds'],
    ['POST', 'https://api.loganalytics.io/v1/subscriptions/s/x/y/query'],
    ['POST', 'https://api.applicationinsights.io/v1/apps/00000000-aaaa/query'],
  ])('lets %s %s pass', async (method, url) => {
    expect(await passes(method, url)).toBe(true);
  });

  it.each([
    ['PUT', `${account}/providers/Microsoft.Authorization/roleAssignments/1?api-version=1`],
    ['DELETE', `${account}?api-version=1`],
    ['PATCH', `${account}?api-version=1`],
    ['POST', `${account}/listKeys?api-version=1`],
    ['GET', `${account}/listKeys?api-version=1`],
    ['GET', `${account}/%6cistKeys?api-version=1`],
    ['POST', `${account}/projects/p/connections/c/listsecrets?api-version=1`],
    ['GET', `${foundry}/connections/c/getConnectionWithCredentials?api-version=v1`],
    ['POST', `${foundry}/agents/x/endpoint/protocols/invocations?api-version=v1`],
    ['PUT', `${account}/providers/Microsoft.Authorization/checkAccess?api-version=1`],
    ['POST', `${account}/providers/Microsoft.Authorization/elevateAccess?api-version=1`],
    ['POST', `${account}/providers/Microsoft.Authorization/checkAccess/x?api-version=1`],
    ['POST', `${arm}.elsewhere.example/providers/Microsoft.Authorization/checkAccess`],
    ['POST', 'https://elsewhere.example/v1/query'],
    ['POST', 'https://api.applicationinsights.io/v1/apps/a/purge'],
    ['POST', 'https://elsewhere.example/providers/Microsoft.ResourceGraph/resources'],
  ])('refuses %s %s', async (method, url) => {
    expect(await passes(method, url)).toBe(false);
  });
});

describe('readOnlyPolicy with a permission', () => {
  const protocols = `${foundry}/agents/x/endpoint/protocols`;
  const url = `${protocols}/invocations?api-version=v1`;

  it('lets as many calls pass as were agreed to', async () => {
    const permission = permitInvoke({ url }, 2);
    const passed = [];
    for (let call = 0; call < 3; call++) passed.push(await passes('POST', url, permission));
    expect(passed).toEqual([true, true, false]);
  });

  it('does not count a call that was refused at the door', async () => {
    const permission = permitInvoke({ url }, 1);
    expect(await passes('POST', url, permission, 401)).toBe(true);
    expect(await passes('POST', url, permission)).toBe(true);
    expect(await passes('POST', url, permission)).toBe(false);
  });

  it.each([
    ['POST', url.replace('/x/', '/y/')],
    ['POST', url.replace('a.services', 'b.services')],
    ['POST', `${protocols}/openai/responses?api-version=v1`],
    ['POST', `${url}&agent_session_id=1`],
    ['PUT', url],
    ['DELETE', url],
  ])('refuses %s %s all the same', async (method, other) => {
    expect(await passes(method, other, permitInvoke({ url }, 9))).toBe(false);
  });

  it('refuses what was not made by a yes, and what is no invocation', async () => {
    expect(await passes('POST', url, { url })).toBe(false);
    expect(await passes('POST', url, { ...permitInvoke({ url }, 1) })).toBe(false);
    const sessions = `${foundry}/agents/x/endpoint/sessions`;
    expect(await passes('POST', sessions, permitInvoke({ url: sessions }, 1))).toBe(false);
    const keys = `${account}/listKeys`;
    expect(await passes('POST', keys, permitInvoke({ url: keys }, 1))).toBe(false);
  });
});
