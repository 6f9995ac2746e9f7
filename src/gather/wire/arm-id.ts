/** What an ARM id of a CognitiveServices resource names. */
export interface ResourceParts {
  subscriptionId: string;
  resourceGroup: string;
  account: string;
  /** Null for an account's own id. */
  project: string | null;
}

const resourceId =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.CognitiveServices\/accounts\/([^/]+)(?:\/projects\/([^/]+))?\/?$/i;

/** The parts of an account's or project's ARM id, or null where it is the id of something else. */
export function parseResourceId(id: string): ResourceParts | null {
  const match = resourceId.exec(id);
  if (match === null) return null;
  const [, subscriptionId = '', resourceGroup = '', account = '', project] = match;
  return { subscriptionId, resourceGroup, account, project: project ?? null };
}

/** The ARM id of the account that a project's id lies under, or the id itself. */
export function accountIdOf(projectId: string): string {
  return projectId.replace(/\/projects\/[^/]+\/?$/i, '');
}
