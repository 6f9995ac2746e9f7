import { expect, it } from 'vitest';
import { rememberLastDeployments } from '../../../src/editor/bicep/last-deployments.ts';

const last = { name: 'main', succeeded: true, at: '', tags: {} };
const deployment = { ...last, parameters: {}, outputs: { AGENT_ID: 'a' }, resources: [] };
const of = {
  root: '/infra/main.bicep',
  environment: 'dev',
  origin: { kind: 'cloud', file: null },
} as const;

it('remembers the last deployment of a template for its environment and cloud alone', () => {
  const known = rememberLastDeployments();
  expect(known.get(of)).toBeNull();
  known.set(of, deployment);
  expect(known.get({ ...of })).toBe(deployment);
  expect(known.get({ ...of, environment: 'prod' })).toBeNull();
  expect(known.get({ ...of, root: '/other.bicep' })).toBeNull();
  expect(known.get({ ...of, origin: { kind: 'sample', name: 'healthy' } })).toBeNull();
  known.set(of, null);
  expect(known.get(of)).toBeNull();
});
