import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { PublishedAgent, RoleAssignment } from '../../../src/core/facts/azure.ts';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import type { Finding } from '../../../src/core/rules/finding.ts';
import {
  access,
  accountId,
  agent,
  assignment,
  denial,
  facts,
  known,
  logWith,
  projectId,
  throughProject,
  unknown,
  version,
  withAccess,
} from './sample-facts.ts';

const publishedId = 'dddddddd-0000-4000-8000-000000000001';

function desk(change: Partial<PublishedAgent> = {}): PublishedAgent {
  return {
    id: `${projectId}/applications/desk`,
    application: 'desk',
    agents: ['concierge'],
    isEnabled: true,
    instanceIdentity: { principalId: publishedId, clientId: null },
    blueprint: null,
    deployments: null,
    ...change,
  };
}

/** The agent itself is covered; the application's identity holds these, or was not read. */
function given(
  rows: RoleAssignment[] | null,
  change: Partial<DiagnosisFacts> = {},
): DiagnosisFacts {
  const own = withAccess([assignment(accountId)]);
  const published = rows === null ? [] : [access(publishedId, rows)];
  return facts({ applications: known([desk()]), access: [...own, ...published], ...change });
}

function findingOf(read: DiagnosisFacts): Finding | undefined {
  return diagnose(read).findings.find(({ code }) => code === 'published-application');
}

const toPublished = (scope: string) => assignment(scope, { principalId: publishedId });

describe('the application that publishes the agent', () => {
  it('is a note with the missing role and its grant, and no problem of the agent’s own', () => {
    const read = given([toPublished(projectId)]);
    expect(diagnose(read).outcome).toBe('healthy');
    const finding = findingOf(read);
    expect(finding).toMatchObject({ severity: 'info', confidence: 'confirmed' });
    expect(finding?.title).toBe(
      'Agent concierge is also published by application desk, which runs as another identity.',
    );
    expect(finding?.explanation).toContain(
      'Nothing grants it that at account contoso, so calls of the application fail there.',
    );
    expect(finding?.fixes[0]?.command).toContain(
      `--assignee-object-id ${publishedId} --assignee-principal-type ServicePrincipal`,
    );
    expect(finding?.fixes[0]?.command).toContain(`--scope ${accountId}`);
  });

  it('is a note without a fix where it holds the role', () => {
    const finding = findingOf(given([toPublished(accountId)]));
    expect(finding?.explanation).toContain('A role lets it call models at account contoso.');
    expect(finding?.fixes).toEqual([]);
  });

  it('may be let in by the platform where its calls go through the project', () => {
    const read = given([], { agent: known(agent(version(throughProject))) });
    const finding = findingOf(read);
    expect(finding?.explanation).toContain('the platform may let it in all the same');
    expect(finding?.fixes).toEqual([]);
  });

  it('is not judged where its access was not read, and the question is handed out', () => {
    const finding = findingOf(given(null));
    expect(finding?.explanation).toContain('was not judged');
    expect(finding?.fixes.map(({ command }) => command)).toEqual([
      `foundry-identity can ${publishedId} Microsoft.CognitiveServices/accounts/OpenAI/responses/write --at ${accountId}`,
    ]);
  });

  it('says so where it shows no identity yet', () => {
    const finding = findingOf(
      given([], { applications: known([desk({ instanceIdentity: null })]) }),
    );
    expect(finding?.explanation).toContain('shows no identity yet');
    expect(finding?.fixes).toEqual([]);
  });

  it('is named where the log shows that its identity was denied', () => {
    const row = denial('2026-11-21T11:00:00Z', publishedId);
    const { findings } = diagnose(given([], { telemetry: logWith([row]) }));
    const denied = findings.find(({ code }) => code === 'other-principal-denied');
    expect(denied?.title).toContain('dentity of application desk, which publishes agent concierge');
  });

  it.each<[string, Partial<DiagnosisFacts>]>([
    ['another agent is published', { applications: known([desk({ agents: ['greeter'] })]) }],
    ['none is', { applications: known([]) }],
    ['applications were refused', { applications: unknown('refused') }],
  ])('is not spoken of where %s', (_why, change) => {
    expect(findingOf(given([], change))).toBeUndefined();
  });

  it('is not spoken of where facts were saved before applications were read', () => {
    const { applications, ...saved } = given([]);
    expect(applications).toBeDefined();
    expect(findingOf(saved)).toBeUndefined();
  });
});
