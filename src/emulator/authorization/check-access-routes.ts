import * as z from 'zod';
import { requireControl } from '../arm/access.ts';
import { json, type Reply } from '../http/reply.ts';
import { jsonBody, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { World } from '../world.ts';
import type { OwnDecision } from './authoriser.ts';
import { scopeOf } from './read-routes.ts';
import { assignmentView } from './views.ts';

/** The body as the projects that call it send it; Microsoft documents none. */
const BodySchema = z.object({
  Subject: z.object({ Attributes: z.object({ ObjectId: z.guid() }) }),
  Actions: z.array(z.object({ Id: z.string().min(1), IsDataAction: z.boolean().default(false) })),
  Resource: z.object({ Id: z.string().startsWith('/') }),
});

/** How long a caller may keep a decision. Milliseconds. */
const timeToLiveInMs = 300_000;

/**
 * `checkAccess`, which decides for a named principal without looking up its groups: a grant through a
 * group is "NotAllowed" here. The setting `checkAccess` takes it away, as some clouds do.
 */
export const checkAccessRoutes = (world: World): Route[] => [
  {
    service: 'arm',
    method: 'POST',
    pattern: '/:scope*/providers/Microsoft.Authorization/checkAccess',
    handle: (request) => checkAccess(world, request),
  },
];

function checkAccess(world: World, request: EmulatorRequest): Reply {
  if (!world.tenant.settings.checkAccess) {
    throw serviceError(
      'arm',
      404,
      'InvalidResourceType',
      "The resource type 'checkAccess' could not be found in the namespace 'Microsoft.Authorization'.",
    );
  }
  requireControl(world, request, 'Microsoft.Authorization/roleAssignments/read', scopeOf(request));
  const parsed = BodySchema.safeParse(jsonBody(request));
  if (!parsed.success) {
    throw serviceError(
      'arm',
      400,
      'InvalidRequestContent',
      `The request content was invalid: '${parsed.error.issues[0]?.path.join('.') ?? ''}'.`,
    );
  }
  const { Subject, Actions, Resource } = parsed.data;
  return json(
    Actions.map(({ Id, IsDataAction }) => {
      const decision = world.authoriser.ownDecision(
        Subject.Attributes.ObjectId,
        Id,
        Resource.Id,
        IsDataAction ? 'data' : 'control',
      );
      return { actionId: Id, isDataAction: IsDataAction, ...decisionView(world, decision) };
    }),
  );
}

const decisionView = (world: World, decision: OwnDecision): object => ({
  accessDecision: decision.allowed ? 'Allowed' : 'NotAllowed',
  roleAssignment: decision.allowed ? assignmentView(world, decision.by).properties : null,
  timeToLiveInMs,
});
