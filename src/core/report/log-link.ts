import type { Cloud } from '../arm/cloud.ts';

/** Where a query is opened: its scope in a portal that signs in to a tenant. */
export interface LogLinkTarget {
  portal: Cloud['portal'];
  tenantId: string | null;
  /** ARM id of the component or the workspace. */
  scope: string;
  /** The query as the portal takes it: compressed with gzip, in base64. */
  packedQuery: string;
}

/**
 * The address of the portal's Logs page with a query filled in; null where the cloud has no portal
 * that a browser should open, or where no ARM id is known to open it at.
 */
export function logLink({ portal, tenantId, scope, packedQuery }: LogLinkTarget): string | null {
  if (portal === undefined || !/^https:\/\//i.test(portal) || !scope.startsWith('/')) return null;
  const path = [
    'blade/Microsoft_OperationsManagementSuite_Workspace/Logs.ReactView',
    `resourceId/${encodeURIComponent(scope)}`,
    'source/LogsBlade.AnalyticsShareLinkToQuery',
    `q/${encodeURIComponent(packedQuery)}`,
    'timespan/P1D',
  ].join('/');
  const tenant = tenantId === null ? '' : `@${encodeURIComponent(tenantId)}/`;
  return `${portal.replace(/\/+$/, '')}/#${tenant}${path}`;
}
