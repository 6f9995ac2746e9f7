/**
 * What the facts are read for. `diagnosis`: the whole report. `needs`: what has to be granted until
 * the agent can call its model (`watchedNeeds`). `freshness`: how new the agent and its grants are
 * (`freshnessOf`).
 */
export type Extent = 'diagnosis' | 'needs' | 'freshness';

/** What is read beside the agent, its project and account, and the way that its model calls take. */
export interface Reach {
  /** App Insights and the agent’s own log. */
  logs: boolean;
  /** The applications that publish the agent, and the access of the identities it runs as there. */
  applications: boolean;
  /**
   * Whose access: `all` who play a part and the caller; `refusable`, those whom a denial may name;
   * `calling`, those of whom the model calls may require it.
   */
  identities: 'all' | 'refusable' | 'calling';
  /** The model deployments of the account that the calls reach. */
  models: boolean;
  /** The names of all who turn up, and the groups that their grants came through. */
  names: boolean;
}

/** A denial in a log makes a requirement of what is disputed without one: needs take the logs, too. */
export const reaches: Record<Extent, Reach> = {
  diagnosis: { logs: true, applications: true, identities: 'all', models: true, names: true },
  needs: { logs: true, applications: false, identities: 'refusable', models: false, names: false },
  freshness: {
    logs: false,
    applications: false,
    identities: 'calling',
    models: false,
    names: false,
  },
};
