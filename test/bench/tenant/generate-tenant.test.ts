import { describe, expect, it } from 'vitest';
import { generateTenant, mostOfSubscription } from './generate-tenant.ts';

const size = { accounts: 20, projects: 60, agents: 300, assignments: 9_000, seed: 7 };

describe('a generated tenant', () => {
  it('has just as many of each thing as it was asked for, none in more than Azure takes', () => {
    const tenant = generateTenant(size);
    const accounts = Object.values(tenant.subscriptions)
      .flatMap(({ resourceGroups }) => Object.values(resourceGroups))
      .flatMap((group) => Object.values(group.accounts));
    const projects = accounts.flatMap((account) => Object.values(account.projects));
    const agents = projects.flatMap((project) => Object.keys(project.agents));
    const scopes = Object.values(tenant.roleAssignments).map(({ scope }) => scope);
    expect([accounts.length, projects.length, agents.length, scopes.length]).toEqual([
      size.accounts,
      size.projects,
      size.agents,
      size.assignments,
    ]);
    for (const id of Object.keys(tenant.subscriptions)) {
      const held = scopes.filter((scope) => scope.startsWith(`/subscriptions/${id}`));
      expect(held.length).toBeLessThanOrEqual(mostOfSubscription);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number): string => JSON.stringify(generateTenant({ ...size, seed }));
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });
});
