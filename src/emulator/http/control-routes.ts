import { FaultsSchema } from '../tenant/setting-schemas.ts';
import type { World } from '../world.ts';
import { json } from './reply.ts';
import { jsonBody } from './request.ts';
import type { Route } from './route.ts';
import { serviceError } from './service.ts';

/** The emulator's own interface, for whoever drives it: no token, no latency, no faults. */
export const controlRoutes = (world: World): Route[] => [
  {
    service: 'emulator',
    method: 'PUT',
    pattern: '/_emulator/faults',
    anonymous: true,
    handle: (request) => {
      const faults = FaultsSchema.safeParse(jsonBody(request));
      if (!faults.success) {
        const [issue] = faults.error.issues;
        throw serviceError(
          'emulator',
          400,
          'InvalidFaults',
          `The faults cannot be used: ${issue?.path.join(' › ') ?? ''} ${issue?.message ?? ''}.`,
        );
      }
      world.faults.replace(faults.data);
      return json(faults.data);
    },
  },
];
