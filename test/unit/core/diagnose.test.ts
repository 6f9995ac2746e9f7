import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type {
  AgentVersion,
  DenyAssignment,
  PermissionSet,
  RoleAssignment,
} from '../../../src/core/facts/azure.ts';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import { ReportSchema } from '../../../src/core/report/report.ts';
import {
  access,
  account,
  accountId,
  agent,
  assignment,
  blueprintId,
  definition,
  denial,
  facts,
  formerId,
  foundryUser,
  groupScope,
  instanceId,
  known,
  logWith,
  otherAccount,
  otherAccountId,
  projectId,
  projectIdentityId,
  reader,
  throughProject,
  unknown,
  version,
  withAccess,
} from './sample-facts.ts';

/** Findings in short: the codes in a report's order. */
function findingsOf(given: DiagnosisFacts): string[] {
  return diagnose(given).findings.map(({ code }) => code);
}

function verdictAt(given: DiagnosisFacts, scope: string) {
  return diagnose(given).verdicts.find(
    (verdict) => verdict.scope === scope && verdict.principalId === instanceId,
  );
}

const viaProject = { agent: known(agent(version(throughProject))) };
const minutesAgo = (minutes: number): string =>
  new Date(Date.parse(facts().at) - minutes * 60_000).toISOString();

describe('a role at the project only', () => {
  it('is a likely problem when the agent calls its own account’s endpoint', () => {
    const report = diagnose(facts());
    expect(report.outcome).toBe('problem');
    expect(report.findings[0]).toMatchObject({
      code: 'account-role-missing',
      confidence: 'likely',
    });
  });

  it('is confirmed once a denial names the identity', () => {
    const telemetry = logWith([denial(minutesAgo(12), instanceId)]);
    expect(diagnose(facts({ telemetry })).findings[0]).toMatchObject({
      code: 'account-role-missing',
      confidence: 'confirmed',
    });
  });

  it('hands out the exact command, by GUIDs and at the account, and one line to verify', () => {
    const [finding] = diagnose(facts()).findings;
    expect(finding?.fixes.map(({ kind, shell }) => [kind, shell])).toEqual([
      ['role-assignment', 'bash'],
      ['verify', 'bash'],
      ['verify', 'powershell'],
    ]);
    expect(finding?.fixes[0]?.command).toBe(
      `az role assignment create --assignee-object-id ${instanceId} --assignee-principal-type ServicePrincipal --role ${foundryUser} --scope ${accountId}`,
    );
    expect(finding?.fixes[1]?.command).toContain(
      '/api/projects/shop/agents/concierge/endpoint/protocols/invocations?api-version=v1',
    );
  });

  it('tries the fix on the facts and says what would remain', () => {
    expect(diagnose(facts()).findings[0]?.withFix).toContain('everything');
    const closed = {
      at: minutesAgo(5),
      table: 'traces',
      text: 'Public access is disabled.',
      agentId: null,
    };
    const telemetry = logWith([closed]);
    const behind = known(account({ publicNetworkAccess: 'Disabled' }));
    const report = diagnose(facts({ telemetry, account: behind }));
    expect(report.findings[0]?.withFix).toContain('public networks');
  });

  it('says whether the signed-in person may run it, and offers a request where not', () => {
    const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
    const write = { ...definition(owner, []).permissions[0], actions: ['*'] } as PermissionSet;
    const signedInWith = (rows: RoleAssignment[]) =>
      diagnose(
        facts({
          access: [...facts().access, access('dev', rows)],
          roleDefinitions: {
            ...facts().roleDefinitions,
            [owner]: known({ ...definition(owner, []), permissions: [write] }),
          },
        }),
      ).findings[0]?.fixes;
    const mine = [assignment(groupScope, { principalId: 'dev', role: owner })];
    expect(signedInWith(mine)?.[0]?.why).toContain('You may run it: Owner, inherited from');
    expect(signedInWith(mine)?.map(({ kind }) => kind)).not.toContain('request');
    expect(signedInWith([])?.[1]).toMatchObject({ kind: 'request' });
  });

  it('is nothing wrong through the project endpoint, where the platform lets agents in', () => {
    const report = diagnose(facts(viaProject));
    expect(report.outcome).toBe('healthy');
    expect(verdictAt(facts(viaProject), accountId)?.state).toBe('platform-managed');
  });

  it('is a problem through the project endpoint once a denial says so', () => {
    const telemetry = logWith([denial(minutesAgo(12), instanceId)]);
    const report = diagnose(facts({ ...viaProject, telemetry }));
    expect(report.outcome).toBe('problem');
    expect(report.findings.map(({ code }) => code)).toEqual(['account-role-missing']);
    expect(report.verdicts.find(({ required }) => required)?.basis.kind).toBe('observed');
  });

  it('stays open through the project endpoint when the log is silent', () => {
    const report = diagnose(facts({ ...viaProject, telemetry: logWith([], 0) }));
    expect(report.outcome).toBe('inconclusive');
    expect(report.findings.map(({ code }) => code)).toEqual(['no-telemetry']);
  });
});

describe('a role that reaches the account', () => {
  it.each([
    ['at the account', accountId, 'assigned at the account itself'],
    ['at the account in other casing', accountId.toUpperCase(), 'assigned at the account itself'],
    ['at the resource group', groupScope, 'inherited from resource group rg-shop'],
    [
      'at the management group',
      '/providers/Microsoft.Management/managementGroups/root',
      'inherited from management group root',
    ],
  ])('is healthy %s', (_where, scope, path) => {
    const given = facts({ access: withAccess([assignment(scope)]) });
    expect(diagnose(given).outcome).toBe('healthy');
    expect(verdictAt(given, accountId)).toMatchObject({ state: 'allowed', decidedBy: { path } });
  });

  it('is named with the group it comes through', () => {
    const given = facts({
      access: withAccess([assignment(accountId, { principalId: 'group-1' })]),
      directory: {
        'group-1': known({
          id: 'group-1',
          displayName: 'Agents',
          kind: 'group',
          accountEnabled: null,
        }),
      },
    });
    expect(verdictAt(given, accountId)?.decidedBy?.path).toBe(
      'assigned at the account itself, through group Agents',
    );
  });

  it.each([
    ['grants no data action', assignment(accountId, { role: reader })],
    ['stands at another account with a longer name', assignment(`${accountId}-2`)],
    ['stands at the agent, below the project', assignment(`${projectId}/agents/concierge`)],
  ])('does not count when it %s', (_why, row) => {
    expect(findingsOf(facts({ access: withAccess([row]) }))).toEqual(['account-role-missing']);
  });

  it('counts by its actions when it is a custom role', () => {
    const custom = 'cccccccc-0000-4000-8000-000000000001';
    const roleDefinitions = {
      [custom]: known(
        definition(custom, ['Microsoft.CognitiveServices/accounts/OpenAI/responses/*']),
      ),
    };
    const rows = withAccess([assignment(accountId, { role: custom })]);
    expect(diagnose(facts({ access: rows, roleDefinitions })).outcome).toBe('healthy');
    const without = {
      [custom]: known(
        definition(
          custom,
          ['Microsoft.CognitiveServices/*'],
          ['Microsoft.CognitiveServices/accounts/OpenAI/responses/write'],
        ),
      ),
    };
    expect(findingsOf(facts({ access: rows, roleDefinitions: without }))).toEqual([
      'account-role-missing',
    ]);
  });

  it('falls back to the shipped definition, and says so, where the tenant refuses to show its own', () => {
    const given = facts({
      access: withAccess([assignment(accountId)]),
      roleDefinitions: { [foundryUser]: unknown('refused') },
    });
    expect(verdictAt(given, accountId)).toMatchObject({
      state: 'allowed',
      note: expect.stringContaining('shipped copy') as string,
    });
  });
});

describe('states between yes and no', () => {
  it('leaves it open when assignments could not be read, even with no sign of trouble', () => {
    const given = facts({
      access: withAccess([], { assignments: unknown('refused', 'You may not read them.') }),
    });
    const report = diagnose(given);
    expect(report.outcome).toBe('inconclusive');
    expect(report.findings[0]).toMatchObject({ code: 'assignments-unreadable' });
    expect(report.findings[0]?.explanation).toContain('You may not read them.');
  });

  it('leaves it open when an unknown custom role is assigned whose definition was refused', () => {
    const custom = 'cccccccc-0000-4000-8000-000000000001';
    const given = facts({
      access: withAccess([assignment(accountId, { role: custom })]),
      roleDefinitions: { [custom]: unknown('refused') },
    });
    expect(findingsOf(given)).toEqual(['assignments-unreadable']);
  });

  it('lets a deny assignment win over a grant', () => {
    const deny: DenyAssignment = {
      id: `${accountId}/providers/Microsoft.Authorization/denyAssignments/d`,
      name: 'stack lock',
      scope: groupScope,
      permissions: [
        { actions: [], notActions: [], dataActions: ['*'], notDataActions: [], condition: null },
      ],
      doNotApplyToChildScopes: false,
      principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
      excludePrincipals: [],
      condition: null,
    };
    const withDeny = (change: Partial<DenyAssignment>, rows = [assignment(accountId)]) =>
      facts({
        access: withAccess(rows, {
          denyAssignments: known([{ ...deny, ...change }]),
        }),
      });
    expect(findingsOf(withDeny({}))).toEqual(['denied']);
    const excluded = { excludePrincipals: [{ id: instanceId, type: 'ServicePrincipal' }] };
    expect(findingsOf(withDeny(excluded))).toEqual([]);
    expect(findingsOf(withDeny({ doNotApplyToChildScopes: true }))).toEqual([]);
    expect(findingsOf(withDeny({ condition: 'a' }))).toEqual(['conditional-grant']);
    expect(findingsOf(withDeny({ condition: 'a' }, []))).toEqual(['account-role-missing']);
    const group = { excludePrincipals: [{ id: 'group-1', type: 'Group' }] };
    expect(findingsOf(withDeny(group))).toEqual(['assignments-unreadable']);
  });

  it('does not take a conditional or an eligible role for a grant', () => {
    const conditional = withAccess([assignment(accountId, { condition: '@Resource[x] a b' })]);
    expect(findingsOf(facts({ access: conditional }))).toEqual(['conditional-grant']);
    const eligible = withAccess([], {
      eligibilities: known([
        {
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${foundryUser}`,
          principalId: instanceId,
          scope: accountId,
          memberType: 'Direct',
        },
      ]),
    });
    expect(findingsOf(facts({ access: eligible }))).toEqual(['eligible-only']);
  });

  it('tells a grant that still spreads from one that was followed by no denial', () => {
    const fresh = withAccess([assignment(accountId, { createdOn: minutesAgo(3) })]);
    const after = logWith([denial(minutesAgo(1), instanceId)]);
    expect(diagnose(facts({ access: fresh, telemetry: after })).outcome).toBe('inconclusive');
    expect(findingsOf(facts({ access: fresh, telemetry: after }))).toEqual(['grant-propagating']);
    const before = logWith([denial(minutesAgo(12), instanceId)]);
    expect(diagnose(facts({ access: fresh, telemetry: before })).outcome).toBe('healthy');
    expect(findingsOf(facts({ access: fresh, telemetry: before }))).toEqual(['recent-grant']);
  });
});

describe('what spreads slowly', () => {
  const hoursAgo = (hours: number): string => minutesAgo(hours * 60);
  const after = { telemetry: logWith([denial(minutesAgo(30), instanceId)]) };
  const codesFor = (row: RoleAssignment) =>
    findingsOf(facts({ ...after, access: withAccess([row]) }));

  it('is a grant through a group, or of data actions at a management group', () => {
    const group = assignment(accountId, { principalId: 'group-1', createdOn: hoursAgo(5) });
    expect(codesFor(group)).toEqual(['grant-propagating']);
    const above = '/providers/Microsoft.Management/managementGroups/mg';
    expect(codesFor(assignment(above, { createdOn: hoursAgo(5) }))).toEqual(['grant-propagating']);
  });

  it('is no direct grant of hours ago', () => {
    expect(codesFor(assignment(accountId, { createdOn: hoursAgo(5) }))).toEqual([
      'denial-unexplained',
    ]);
  });
});

describe('what an assignment tells of its past', () => {
  it('finds the grant that stayed with a former version’s identity', () => {
    const former = version({
      version: '2',
      instanceIdentity: { principalId: formerId, clientId: null },
    });
    const given = facts({
      agent: known(agent(version(), [former])),
      access: [
        ...facts().access,
        access(formerId, [assignment(accountId, { principalId: formerId })]),
      ],
    });
    expect(findingsOf(given)).toEqual(['stale-grant', 'identity-drift']);
    expect(diagnose(given).findings[0]?.fixes.at(-1)?.command).toContain(
      'az role assignment delete --ids',
    );
  });

  it('mentions that the identity changed, and says nothing while it stays the same', () => {
    const identity = { principalId: formerId, clientId: null };
    const granted = { access: withAccess([assignment(accountId)]) };
    const of = (former: AgentVersion) =>
      diagnose(facts({ ...granted, agent: known(agent(version(), [former])) }));
    const drifted = of(version({ version: '2', instanceIdentity: identity }));
    expect([drifted.outcome, drifted.findings[0]?.code]).toEqual(['healthy', 'identity-drift']);
    expect(of(version({ version: '2' })).findings).toEqual([]);
  });

  it('recognises the misspelt GUID of Foundry User', () => {
    const typo = '53ca6127-db72-4e31-b599-04dc5da150b4';
    const given = facts({
      access: withAccess([assignment(accountId, { role: typo })]),
      roleDefinitions: { [typo]: unknown('not-found') },
    });
    const [finding] = diagnose(given).findings;
    expect(finding?.code).toBe('role-definition-unknown');
    expect(finding?.explanation).toContain(foundryUser);
  });
});

describe('another account', () => {
  const connection = {
    id: `${projectId}/connections/models`,
    name: 'models',
    level: 'project' as const,
    category: 'AzureOpenAI',
    authType: 'AAD',
    target: 'https://models.openai.azure.com/',
    resourceId: otherAccountId,
    isDefault: false,
  };
  const environment = { MODEL_ENDPOINT: 'https://models.openai.azure.com/openai/v1' };
  const base = {
    agent: known(agent(version({ environment }))),
    connections: known([connection]),
    targetAccount: known(otherAccount()),
    access: [...facts().access, access(instanceId, [], { scope: otherAccountId })],
  };

  it('needs a role of its own, and a narrower one is enough there', () => {
    const report = diagnose(facts(base));
    expect(report.findings.map(({ code }) => code)).toEqual(['target-account-role-missing']);
    const commands = report.findings[0]?.fixes.map(({ command }) => command) ?? [];
    expect(commands[0]).toContain(`--scope ${otherAccountId}`);
    expect(commands[1]).toContain('5e0bd9bd-7b93-4f28-af87-19fc36ad61bd');
  });

  it('is asked for the project’s identity where the connection says that it calls', () => {
    const given = facts({
      ...base,
      agent: known(agent(version({ environment: { MODEL: 'models/gpt-5.4-mini' } }))),
      connections: known([{ ...connection, authType: 'ProjectManagedIdentity' }]),
      access: [...facts().access, access(projectIdentityId, [], { scope: otherAccountId })],
    });
    const required = diagnose(given).verdicts.filter((verdict) => verdict.required);
    expect(required.map(({ principalId }) => principalId)).toEqual([projectIdentityId]);
  });

  it('refuses keys: no role is missing then', () => {
    const given = facts({
      ...base,
      connections: known([{ ...connection, authType: 'ApiKey' }]),
      targetAccount: known(otherAccount({ disableLocalAuth: true })),
    });
    expect(findingsOf(given)).toEqual(['key-auth-disabled']);
    const keysAllowed = { targetAccount: known(otherAccount({ disableLocalAuth: null })) };
    expect(
      findingsOf(
        facts({
          ...base,
          connections: known([{ ...connection, authType: 'ApiKey' }]),
          ...keysAllowed,
        }),
      ),
    ).toEqual(['model-key-given']);
  });

  it('that was not found leaves it open', () => {
    const given = facts({
      ...base,
      connections: known([]),
      accounts: known([account()]),
      targetAccount: unknown('not-found', 'No account has this endpoint.'),
    });
    expect(findingsOf(given)).toEqual(['target-account-unresolved']);
  });
});

describe('denials that roles do not explain', () => {
  const granted = { access: withAccess([assignment(accountId)]) };

  it('are a hiccup when the version had just started and has answered since', () => {
    const young = known(agent(version({ createdAt: minutesAgo(30) })));
    const telemetry = logWith([denial(minutesAgo(28), instanceId)]);
    const report = diagnose(facts({ ...granted, agent: young, telemetry }));
    expect([report.outcome, report.findings[0]?.code]).toEqual(['healthy', 'recovered']);
  });

  it('stay unexplained when the version had been running for long', () => {
    const telemetry = logWith([denial(minutesAgo(28), instanceId)]);
    expect(findingsOf(facts({ ...granted, telemetry }))).toEqual(['denial-unexplained']);
  });

  it('are explained by a grant that came after them', () => {
    const later = withAccess([assignment(accountId, { createdOn: minutesAgo(20) })]);
    const telemetry = logWith([denial(minutesAgo(28), instanceId)]);
    expect(findingsOf(facts({ access: later, telemetry }))).toEqual([]);
  });

  it.each([
    ['{"error":{"code":"403","message":"Public access is disabled."}}', 'network-closed'],
    ['Unauthorized. Access token is missing, invalid, audience is incorrect (x)', 'wrong-audience'],
    ['AuthenticationTypeDisabled: Key based authentication is disabled', 'key-auth-disabled'],
  ])('have their own cause: %s', (text, code) => {
    const telemetry = logWith([{ at: minutesAgo(5), table: 'traces', text, agentId: null }]);
    const closed = account({ publicNetworkAccess: 'Disabled', disableLocalAuth: true });
    const report = diagnose(facts({ ...granted, account: known(closed), telemetry }));
    expect([report.outcome, report.findings[0]?.code]).toEqual(['problem', code]);
  });

  it.each(['Public access is disabled.', 'AuthenticationTypeDisabled'])(
    'are history where the account has been opened since: %s',
    (text) => {
      const telemetry = logWith([{ at: minutesAgo(5), table: 'traces', text, agentId: null }]);
      expect(findingsOf(facts({ ...granted, telemetry }))).toEqual([]);
    },
  );

  it('name somebody else', () => {
    const telemetry = logWith([denial(minutesAgo(5), 'ana@contoso.com')]);
    expect(findingsOf(facts({ ...granted, telemetry }))).toEqual(['other-principal-denied']);
  });

  it('say nothing about roles when a local proxy answers 401', () => {
    const text = 'Authentication failed with provider at http://172.30.0.30:10002 (HTTP 401).';
    const telemetry = logWith([{ at: minutesAgo(5), table: 'traces', text, agentId: null }]);
    expect(findingsOf(facts({ ...granted, telemetry }))).toEqual([]);
  });
});

describe('other identities', () => {
  it('names the project’s identity when the denial names it', () => {
    const given = facts({
      ...viaProject,
      access: [access(instanceId, [assignment(accountId)]), access(projectIdentityId, [])],
      telemetry: logWith([
        denial(
          minutesAgo(5),
          projectIdentityId,
          'Microsoft.CognitiveServices/accounts/OpenAI/deployments/embeddings/action',
        ),
      ]),
    });
    expect(findingsOf(given)).toEqual(['project-identity-role-missing']);
  });

  it('misses a role at the project only when a denial names an action of the project', () => {
    const openAiUser = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd';
    const storage = 'Microsoft.CognitiveServices/accounts/AIServices/agents/storage/write';
    const given = (action?: string) =>
      facts({
        access: withAccess([assignment(accountId, { role: openAiUser })]),
        roleDefinitions: { [openAiUser]: unknown('refused') },
        telemetry: logWith(action === undefined ? [] : [denial(minutesAgo(5), instanceId, action)]),
      });
    expect(findingsOf(given(storage))).toEqual(['project-role-missing']);
    expect(findingsOf(given())).toEqual([]);
  });

  it('says that the log could not confirm right roles, and stays silent where it could', () => {
    const granted = { access: withAccess([assignment(accountId)]) };
    const silent = facts({ ...granted, telemetry: logWith([], 0) });
    expect([diagnose(silent).outcome, findingsOf(silent)]).toEqual([
      'healthy',
      ['unconfirmed-by-telemetry'],
    ]);
    expect(findingsOf(facts(granted))).toEqual([]);
  });

  it('mentions access that the platform manages only where nothing was granted', () => {
    expect(findingsOf(facts(viaProject))).toEqual(['platform-managed']);
    const granted = { access: withAccess([assignment(accountId)]) };
    expect(findingsOf(facts({ ...viaProject, ...granted }))).toEqual([]);
  });

  it('grants to the blueprint only when a denial names it', () => {
    const telemetry = logWith([denial(minutesAgo(5), blueprintId)]);
    const given = facts({ access: [...withAccess([assignment(accountId)])], telemetry });
    expect(findingsOf(given)).toEqual(['blueprint-role-missing']);
    const commands = diagnose(facts()).findings.flatMap(({ fixes }) => fixes);
    expect(commands.some(({ command }) => command.includes(blueprintId))).toBe(false);
  });
});

describe('a subject that is not known', () => {
  it.each([
    ['signed-in identity', { caller: unknown('not-signed-in'), agent: unknown('not-read') }],
    ['Foundry account', { account: unknown('not-found'), agent: unknown('not-read') }],
    [
      'Without the project',
      {
        account: unknown('not-read', 'Not read, because the project is not known.'),
        project: unknown('not-found'),
        agent: unknown('not-read'),
      },
    ],
    ['agent', { agent: unknown('refused') }],
  ])('is inconclusive, in the words of the read that failed: %s', (what, change) => {
    const report = diagnose(facts(change));
    expect(report.outcome).toBe('inconclusive');
    expect(report.findings.map(({ code }) => code)).toEqual(['subject-unresolved']);
    expect(report.summary).toMatch(/^Not read: /);
    expect(report.findings[0]?.explanation).toContain(what);
    // What follows from the cause is not said beside it.
    expect(report.steps.find(({ id }) => id === 'project')?.note ?? '').not.toContain('because');
  });
});

it('always gives a report that its own schema accepts', () => {
  for (const given of [facts(), facts(viaProject), facts({ agent: unknown('refused') })]) {
    expect(() => ReportSchema.parse(diagnose(given))).not.toThrow();
  }
});

it('takes the audience that a token needs from the service’s own words', () => {
  const text =
    'Access token is missing, invalid, audience is incorrect (https://ai.azure.com), or have expired.';
  const telemetry = logWith([{ at: minutesAgo(5), table: 'traces', text, agentId: null }]);
  const given = facts({ access: withAccess([assignment(accountId)]), telemetry });
  expect(diagnose(given).findings[0]?.fixes[0]?.command).toBe('https://ai.azure.com/.default');
});

it('names both groups where a principal is in the holder of a grant through another', () => {
  const group = (id: string, displayName: string) => ({
    [id]: known({ id, displayName, kind: 'group', accountEnabled: null }),
  });
  const given = facts({
    access: withAccess([assignment(accountId, { principalId: 'outer' })]),
    directory: { ...group('outer', 'All'), ...group('inner', 'Agents'), ...group('x', 'Others') },
    memberships: {
      [instanceId]: known(['x', 'inner']),
      x: known([]),
      inner: known(['outer']),
    },
  });
  expect(verdictAt(given, accountId)?.decidedBy?.path).toBe(
    'assigned at the account itself, through group Agents in group All',
  );
  expect(
    verdictAt({ ...given, memberships: { [instanceId]: unknown('refused') } }, accountId)?.decidedBy
      ?.path,
  ).toBe('assigned at the account itself, through group All');
});
