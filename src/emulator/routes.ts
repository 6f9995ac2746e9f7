import { cloudMetadataRoutes } from './arm/cloud-metadata.ts';
import { resourceRoutes } from './arm/resource-routes.ts';
import { subscriptionRoutes } from './arm/subscription-routes.ts';
import { authorizationReadRoutes } from './authorization/read-routes.ts';
import { authorizationWriteRoutes } from './authorization/write-routes.ts';
import { authorityRoutes } from './entra/authority.ts';
import type { Route } from './http/route.ts';
import type { World } from './world.ts';

/** Everything the one port answers. Paths of ARM begin with what varies, so they come last. */
export const allRoutes = (world: World): Route[] => [
  ...cloudMetadataRoutes(world),
  ...authorityRoutes(world),
  ...subscriptionRoutes(world),
  ...authorizationReadRoutes(world),
  ...authorizationWriteRoutes(world),
  ...resourceRoutes(world),
];
