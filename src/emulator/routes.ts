import { cloudMetadataRoutes } from './arm/cloud-metadata.ts';
import { resourceGraphRoutes } from './arm/resource-graph.ts';
import { resourceRoutes } from './arm/resource-routes.ts';
import { subscriptionRoutes } from './arm/subscription-routes.ts';
import { templateDeploymentRoutes } from './arm/template-deployment-routes.ts';
import { checkAccessRoutes } from './authorization/check-access-routes.ts';
import { authorizationReadRoutes } from './authorization/read-routes.ts';
import { authorizationWriteRoutes } from './authorization/write-routes.ts';
import { authorityRoutes } from './entra/authority.ts';
import { agentRoutes } from './foundry/agent-routes.ts';
import { invocationRoutes } from './foundry/invocation-routes.ts';
import { modelRoutes } from './foundry/model-routes.ts';
import { sessionRoutes } from './foundry/session-routes.ts';
import { graphRoutes } from './graph/graph-routes.ts';
import { controlRoutes } from './http/control-routes.ts';
import type { Route } from './http/route.ts';
import { logRoutes } from './logs/query-routes.ts';
import type { World } from './world.ts';

/** Everything the one port answers. Paths of ARM begin with what varies, so they come last. */
export const allRoutes = (world: World): Route[] => [
  ...controlRoutes(world),
  ...cloudMetadataRoutes(world),
  ...graphRoutes(world),
  ...agentRoutes(world),
  ...sessionRoutes(world),
  ...invocationRoutes(world),
  ...modelRoutes(world),
  ...logRoutes(world),
  ...authorityRoutes(world),
  ...resourceGraphRoutes(world),
  ...subscriptionRoutes(world),
  ...templateDeploymentRoutes(world),
  ...authorizationReadRoutes(world),
  ...authorizationWriteRoutes(world),
  ...checkAccessRoutes(world),
  ...resourceRoutes(world),
];
