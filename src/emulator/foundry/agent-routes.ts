import { json, type Reply } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { ProjectResource } from '../tenant/estate.ts';
import type { World } from '../world.ts';
import { agentView, versionId, versionsOf, versionView } from './agent-views.ts';
import { pageByCursor } from './list-page.ts';
import { projectActions, projectPattern, requireAgent, requireProject } from './project-access.ts';

const agents = `${projectPattern}/agents`;
const agent = `${agents}/:agent`;

/** The reads of a project's data plane: agents, versions, connections. */
export function agentRoutes(world: World): Route[] {
  const get = (
    pattern: string,
    operation: string,
    handle: (request: EmulatorRequest, project: ProjectResource) => Reply,
    action: string = projectActions.readAgents,
  ): Route => ({
    service: 'foundry',
    method: 'GET',
    pattern,
    handle: (request) => handle(request, requireProject(world, request, action, operation)),
  });

  return [
    get(agents, 'GET /agents', (request, project) => {
      const kind = request.query.get('kind');
      const found = Object.entries(project.spec.agents).filter(
        ([, spec]) => kind === null || versionsOf(spec)[0]?.spec.definition.kind === kind,
      );
      return pageByCursor(world, request, {
        items: found,
        idOf: ([name]) => name,
        view: (entry) => agentView(world, ...entry),
      });
    }),
    get(agent, 'GET /agents/*', (request, project) => {
      const { name, spec } = requireAgent(project, request);
      return json(agentView(world, name, spec));
    }),
    get(`${agent}/versions`, 'GET /agents/*', (request, project) => {
      const { name, spec } = requireAgent(project, request);
      return pageByCursor(world, request, {
        items: versionsOf(spec),
        idOf: ({ version }) => versionId(name, version),
        view: (version) => versionView(world, name, spec, version),
      });
    }),
    get(`${agent}/versions/:version`, 'GET /agents/*', (request, project) => {
      const { name, spec } = requireAgent(project, request);
      const asked = param(request, 'version');
      const found = versionsOf(spec).find(({ version }) => version === asked);
      if (found === undefined) {
        throw serviceError(
          'foundry',
          404,
          'not_found',
          `agents/${name}/versions/${asked} not found`,
        );
      }
      return json(versionView(world, name, spec, found));
    }),
    get(
      `${projectPattern}/connections`,
      'GET /connections',
      (request, project) => {
        const type = request.query.get('connectionType');
        const value = Object.entries(project.spec.connections)
          .filter(([, { category }]) => type === null || category === type)
          .map(([name, connection]) => ({
            name,
            id: `${project.id}/connections/${name}`,
            type: connection.category,
            target: connection.target,
            isDefault: connection.isDefault,
            credentials: { type: connection.authType },
            metadata: connection.metadata,
          }));
        return json({ value });
      },
      projectActions.readConnections,
    ),
  ];
}
