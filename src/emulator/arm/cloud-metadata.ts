import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import type { World } from '../world.ts';

/** `/metadata/endpoints`: how Azure CLI learns the addresses of a cloud. */
export const cloudMetadataRoutes = (world: World): Route[] => [
  {
    service: 'authority',
    method: 'GET',
    pattern: '/metadata/endpoints',
    anonymous: true,
    handle: (request) =>
      (request.query.get('api-version') ?? '') < '2019-05-01'
        ? json(legacyMetadata(world))
        : json([cloudMetadata(world)]),
  },
];

const legacyMetadata = ({ origin }: World): unknown => ({
  galleryEndpoint: origin,
  graphEndpoint: `${origin}/graph.microsoft.com`,
  portalEndpoint: origin,
  authentication: { loginEndpoint: origin, audiences: [origin] },
});

const cloudMetadata = ({ origin, tenant }: World): unknown => ({
  name: 'FoundryIdentityDoctorEmulator',
  portal: origin,
  authentication: {
    loginEndpoint: origin,
    audiences: ['https://management.azure.com', origin],
    tenant: tenant.tenantId,
    identityProvider: 'AAD',
  },
  resourceManager: origin,
  graph: `${origin}/graph.microsoft.com`,
  microsoftGraphResourceId: 'https://graph.microsoft.com/',
  logAnalyticsResourceId: 'https://api.loganalytics.io',
  gallery: origin,
  batch: origin,
  sqlManagement: origin,
  media: origin,
  suffixes: {},
});
