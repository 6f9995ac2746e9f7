import { expect, it } from 'vitest';
import { judgeInventory } from '../../../src/core/inventory/judge-inventory.ts';
import { renderInventory } from '../../../src/core/inventory/text.ts';
import { surveyInventory } from '../../../src/gather/index.ts';
import { withInventory, type EmulatedInventory } from './emulated-inventory.ts';

const survey = (how: EmulatedInventory = {}) =>
  withInventory(how, (reader) => surveyInventory(reader));

const returnsIn = (facts: Awaited<ReturnType<typeof survey>>) => {
  const report = judgeInventory(facts);
  const projects = report.subscriptions.flatMap(({ accounts }) =>
    accounts.flatMap((account) => account.projects),
  );
  const project = projects.find(({ name }) => name === 'returns');
  if (project === undefined) throw new Error('The company has no project returns.');
  return { project, text: renderInventory(report, { problemsOnly: false }) };
};

it('shows a published agent as the identity of its application, which needs roles of its own', async () => {
  const { project, text } = returnsIn(await survey());
  const [published] = project.published;
  expect(published).toMatchObject({
    application: 'returns-desk',
    agents: ['archivist'],
    versions: ['1'],
  });
  const [identity] = published?.identities ?? [];
  const own = project.agents.find(({ name }) => name === 'archivist')?.identities ?? [];
  expect(own.map(({ principalId }) => principalId)).not.toContain(identity?.principalId);
  expect(identity).toMatchObject({ role: 'published-agent', level: 'problem' });
  expect(identity?.marks[0]).toMatchObject({ at: 'account', state: 'not-granted' });
  expect(text).toContain('published agent archivist version 1 through application returns-desk');
});

it('names the identity that the agents of a project share apart from the others', async () => {
  const { project } = returnsIn(await survey());
  const shared = project.identities.find(({ role }) => role === 'project-agent');
  expect(shared).toMatchObject({ name: 'shared agent identity of returns', level: 'fine' });
});

it('finds that identity in the lists of ARM, too, and does without it where they are old', async () => {
  const refused = { path: 'ResourceGraph', status: 403 };
  const sharedIn = async (faults: NonNullable<EmulatedInventory['faults']>) => {
    const { project } = returnsIn(await survey({ faults: [refused, ...faults] }));
    return project.identities.some(({ role }) => role === 'project-agent');
  };
  expect(await sharedIn([])).toBe(true);
  const old = { path: '/projects\\?.*2025-12-01', status: 400, code: 'NoRegisteredProviderFound' };
  expect(await sharedIn([old])).toBe(false);
});

it('finds none where the service does not know applications', async () => {
  for (const fault of [
    { status: 400, code: 'NoRegisteredProviderFound' },
    { status: 404, code: 'ResourceNotFound' },
  ]) {
    const { project } = returnsIn(
      await survey({ faults: [{ path: '/applications\\?', ...fault }] }),
    );
    expect(project).toMatchObject({ published: [], unread: [] });
  }
});

it('says that applications were refused, and shows the agents all the same', async () => {
  const { project } = returnsIn(
    await survey({ faults: [{ path: '/applications\\?', status: 403 }] }),
  );
  expect(project.agents.length).toBeGreaterThan(0);
  expect(project.unread.join()).toContain('the applications of the project returns');
});
