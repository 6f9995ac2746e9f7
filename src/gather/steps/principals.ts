import type { Account, Agent, Project } from '../../core/facts/azure.ts';
import type { Reach } from '../extent.ts';

/** Former identities beyond these are history that no grant of today is about. */
const formerIdentitiesShown = 3;

/** Whose access is asked for: object ids, by where they are named. */
interface Within {
  caller: boolean;
  agent: (agent: Agent) => string[];
  project: (project: Project) => string[];
  account: (account: Account) => string[];
}

export const principalsWithin: Record<Reach['identities'], Within> = {
  all: {
    caller: true,
    agent: principalsOfAgent,
    project: principalsOfResource,
    account: principalsOfResource,
  },
  refusable: {
    caller: false,
    agent: currentPrincipalsOf,
    project: principalsOfResource,
    account: principalsOfResource,
  },
  calling: {
    caller: false,
    agent: ({ serving }) => distinct([serving.instanceIdentity?.principalId]),
    project: ({ identity }) => distinct([identity.principalId]),
    account: () => [],
  },
};

/** Object ids of the identities that the serving version runs as and is made from. */
function currentPrincipalsOf({ serving }: Pick<Agent, 'serving'>): string[] {
  return distinct([serving.instanceIdentity?.principalId, serving.blueprint?.principalId]);
}

/**
 * Object ids of the identities that an agent runs as and is made from, then of those that its
 * earlier versions ran as: a grant that was left at one of them is a common find.
 */
function principalsOfAgent({ serving, versions }: Agent): string[] {
  const current = currentPrincipalsOf({ serving });
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
