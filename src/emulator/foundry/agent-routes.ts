import { pageSizeOf } from '../http/page-size.ts';
import { eventStream, json, type Reply } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { ProjectResource } from '../tenant/estate.ts';
import type { World } from '../world.ts';
import { agentView, versionId, versionsOf, versionView } from './agent-views.ts';
import { projectActions, projectPattern, requireAgent, requireProject } from './project-access.ts';
import type { AgentSession } from './session-store.ts';

const agents = `${projectPattern}/agents`;
const agent = `${agents}/:agent`;

/** The reads of a project's data plane: agents, versions, sessions, their logs, connections. */
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
  const logstream = (request: EmulatorRequest, project: ProjectResource): Reply => {
    const { name } = requireAgent(project, request);
    const session = sessionsOf(world, project, name).find(
      ({ id }) => id === param(request, 'session'),
    );
    if (session === undefined) throw noSession(param(request, 'session'));
    return eventStream(logFrames(session, Number(request.query.get('tail') ?? 300)), {});
  };

  return [
    get(agents, 'GET /agents', (request, project) => {
      const kind = request.query.get('kind');
      const found = Object.entries(project.spec.agents).filter(
        ([, spec]) => kind === null || versionsOf(spec)[0]?.spec.definition.kind === kind,
      );
      return page(
        world,
        request,
        found,
        ([name]) => name,
        (entry) => agentView(world, ...entry),
      );
    }),
    get(agent, 'GET /agents/*', (request, project) => {
      const { name, spec } = requireAgent(project, request);
      return json(agentView(world, name, spec));
    }),
    get(`${agent}/versions`, 'GET /agents/*', (request, project) => {
      const { name, spec } = requireAgent(project, request);
      return page(
        world,
        request,
        versionsOf(spec),
        ({ version }) => versionId(name, version),
        (version) => versionView(world, name, spec, version),
      );
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
    get(`${agent}/endpoint/sessions`, 'GET /agents/*', (request, project) => {
      const { name } = requireAgent(project, request);
      const sessions = sessionsOf(world, project, name);
      return page(world, request, sessions, ({ id }) => id, sessionView);
    }),
    get(`${agent}/endpoint/sessions/:session`, 'GET /agents/*', (request, project) => {
      const { name } = requireAgent(project, request);
      const id = param(request, 'session');
      const found = sessionsOf(world, project, name).find((session) => session.id === id);
      if (found === undefined) throw noSession(id);
      return json(sessionView(found));
    }),
    get(`${agent}/sessions/:session:logstream`, 'GET /agents/*', logstream),
    get(`${agent}/versions/:version/sessions/:session:logstream`, 'GET /agents/*', logstream),
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

const mostOfAPage = 100;

/** The list envelope of the data plane: the next page comes after the last id of this one. */
function page<Item>(
  world: World,
  request: EmulatorRequest,
  items: readonly Item[],
  idOf: (item: Item) => string,
  view: (item: Item) => unknown,
): Reply {
  const ordered = request.query.get('order') === 'asc' ? items.toReversed() : items;
  const after = request.query.get('after');
  const start = after === null ? 0 : ordered.findIndex((item) => idOf(item) === after) + 1;
  const limit = Math.min(Number(request.query.get('limit') ?? 20), mostOfAPage);
  const shown = ordered.slice(start, start + pageSizeOf(world, limit));
  return json({
    object: 'list',
    data: shown.map(view),
    first_id: shown.map(idOf).at(0) ?? null,
    last_id: shown.map(idOf).at(-1) ?? null,
    has_more: start + shown.length < ordered.length,
  });
}

const sessionsOf = (world: World, project: ProjectResource, name: string): AgentSession[] =>
  world.sessions.list(project.id.toLowerCase(), name);

const noSession = (id: string) =>
  serviceError('foundry', 404, 'not_found', `Session ${id} not found`);

const sessionView = (session: AgentSession): Record<string, unknown> => ({
  agent_session_id: session.id,
  version_indicator: { type: 'version_ref', agent_version: session.version },
  status: 'idle',
  created_at: Math.floor(session.createdAt.getTime() / 1000),
  last_accessed_at: Math.floor(session.lastAccessedAt.getTime() / 1000),
  expires_at: Math.floor(session.lastAccessedAt.getTime() / 1000) + 900,
});

function* logFrames(session: AgentSession, tail: number): Generator<string> {
  for (const { at, stream, message } of session.log.slice(-tail)) {
    const data = JSON.stringify({ timestamp: at.toISOString(), stream, message });
    yield `event: log\ndata: ${data}\n\n`;
  }
}
