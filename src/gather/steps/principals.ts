import type { Account, Agent, Project } from '../../core/facts/azure.ts';

/** Former identities beyond these are history that no grant of today is about. */
const formerIdentitiesShown = 3;

/**
 * Object ids of the identities that an agent runs as and is made from, then of those that its
 * earlier versions ran as: a grant that was left at one of them is a common find.
 */
export function principalsOfAgent({ serving, versions }: Agent): string[] {
  const current = distinct([serving.instanceIdentity?.principalId, serving.blueprint?.principalId]);
  const former = distinct(versions.map(({ instanceIdentity }) => instanceIdentity?.principalId));
  return [
    ...current,
    ...former.filter((id) => !current.includes(id)).slice(0, formerIdentitiesShown),
  ];
}

/** Object ids of the identities that a resource carries, user-assigned ones included. */
export function principalsOfResource({ identity }: Account | Project): string[] {
  return distinct([
    identity.principalId,
    ...identity.userAssigned.map(({ principalId }) => principalId),
  ]);
}

/** The ids without gaps and repetitions, in the order given. */
export function distinct(ids: (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}
