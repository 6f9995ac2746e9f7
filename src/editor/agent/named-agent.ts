import type { Project } from '../../core/facts/azure.ts';
import type { NamedAgent } from '../diagnose/feature.ts';
import type { Connection } from '../origin/connect.ts';

/** An agent that was found, as another feature takes it. A project's id holds those of all above it. */
export function namedAgent({ id }: Project, name: string, connection: Connection): NamedAgent {
  return {
    subscriptionId: id.split('/')[2] ?? '',
    accountId: id.replace(/\/projects\/[^/]+$/i, ''),
    projectId: id,
    name,
    connection,
  };
}
