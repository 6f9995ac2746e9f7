import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/core/diagnose.ts';
import { valueOf } from '../../src/core/facts/fact.ts';
import { gatherEmulated, type Fault } from './emulated.ts';

const publishedId = 'f3faa8e8-79ea-4723-8ad5-cfbc1d74bd1c';

const gatherArchivist = (faults: Fault[] = []) =>
  gatherEmulated({
    tenant: 'company',
    faults,
    request: { asked: { project: 'returns', agent: 'archivist' } },
  });

describe('the applications of the agent’s project', () => {
  it('are read by one request, and the identity that publishes the agent is judged', async () => {
    const { facts, requests } = await gatherArchivist();
    expect(requests.filter(({ path }) => path.includes('/applications'))).toHaveLength(1);
    const applications = facts.applications && valueOf(facts.applications);
    expect(applications).toMatchObject([{ application: 'returns-desk', agents: ['archivist'] }]);
    expect(facts.access.map(({ principalId }) => principalId)).toContain(publishedId);
    const note = diagnose(facts).findings.find(({ code }) => code === 'published-application');
    expect(note?.explanation).toContain('so calls of the application fail there');
  });

  it.each([
    { status: 404, code: 'ResourceNotFound' },
    { status: 400, code: 'NoRegisteredProviderFound' },
  ])('are none where the service does not know them: $code', async (fault) => {
    const { facts } = await gatherArchivist([{ path: '/applications\\?', ...fault }]);
    expect(facts.applications).toMatchObject({ status: 'known', value: [] });
  });

  it('are unknown where they were refused, and the rest of the diagnosis stands', async () => {
    const { facts } = await gatherArchivist([{ path: '/applications\\?', status: 403 }]);
    expect(facts.applications).toMatchObject({ status: 'unknown', reason: 'refused' });
    const { steps, verdicts } = diagnose(facts);
    expect(verdicts.length).toBeGreaterThan(0);
    const project = steps.find(({ id }) => id === 'project');
    expect(project?.status).toBe('partial');
    expect(project?.note).toContain('the applications of the project returns');
  });
});
