import { eventStream, json, liveStream, type Reply } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { World } from '../world.ts';
import { pageByCursor, pageByToken } from './list-page.ts';
import { projectActions, projectPattern, requireAgent, requireProject } from './project-access.ts';
import type { SessionLine } from './session-log.ts';
import type { AgentSession } from './session-store.ts';

const agent = `${projectPattern}/agents/:agent`;

/** The sessions of an agent, and the log of each by both of its routes. */
export function sessionRoutes(world: World): Route[] {
  const get = (
    pattern: string,
    handle: (request: EmulatorRequest, sessions: AgentSession[]) => Reply,
  ): Route => ({
    ...{ service: 'foundry', method: 'GET', pattern },
    handle: (request) => {
      const project = requireProject(world, request, projectActions.readAgents, 'GET /agents/*');
      const { name } = requireAgent(project, request);
      return handle(request, world.sessions.list(project.id.toLowerCase(), name));
    },
  });
  return [
    get(`${agent}/endpoint/sessions`, (request, items) =>
      world.tenant.settings.sessionPaging === 'token'
        ? pageByToken(world, request, { items, view: (session) => sessionView(session, isoTime) })
        : pageByCursor(world, request, {
            items,
            idOf: ({ id }) => id,
            view: (session) => sessionView(session, epochTime),
          }),
    ),
    get(`${agent}/endpoint/sessions/:session`, (request, sessions) =>
      json(sessionView(named(request, sessions), epochTime)),
    ),
    ...[`${agent}/sessions`, `${agent}/versions/:version/sessions`].map((sessions) =>
      get(`${sessions}/:session:logstream`, (request, found) =>
        logReply(request, named(request, found)),
      ),
    ),
  ];
}

function named(request: EmulatorRequest, sessions: AgentSession[]): AgentSession {
  const id = param(request, 'session');
  const version = request.params['version'];
  const found = sessions.find((session) => session.id === id);
  if (found === undefined || (version ?? found.version) !== found.version) {
    throw serviceError('foundry', 404, 'not_found', `Session ${id} not found`);
  }
  return found;
}

type TimeForm = (time: Date) => string | number;
const epochTime: TimeForm = (time) => Math.floor(time.getTime() / 1000);
const isoTime: TimeForm = (time) => time.toISOString();

const idleMilliseconds = 900_000;

const sessionView = (session: AgentSession, time: TimeForm): Record<string, unknown> => ({
  agent_session_id: session.id,
  version_indicator: { type: 'version_ref', agent_version: session.version },
  status: session.status,
  created_at: time(session.createdAt),
  last_accessed_at: time(session.lastAccessedAt),
  expires_at: time(new Date(session.lastAccessedAt.getTime() + idleMilliseconds)),
});

/** Which streams each kind of log holds. */
const streamsOf: Record<string, readonly SessionLine['stream'][]> = {
  console: ['stdout', 'stderr'],
  system: ['status'],
};

const mostLines = 300;

function logReply({ query }: EmulatorRequest, session: AgentSession): Reply {
  const kind = query.get('kind') ?? 'console';
  const streams = streamsOf[kind];
  if (streams === undefined) throw invalid(`kind must be console or system, not ${kind}`);
  const tail = Number(query.get('tail') ?? mostLines);
  if (!Number.isInteger(tail) || tail < 1 || tail > mostLines) {
    throw invalid(`tail must be from 1 to ${mostLines}`);
  }
  const isOf = ({ stream }: SessionLine): boolean => streams.includes(stream);
  const head = kind === 'system' ? [sessionFrame(session)] : [];
  const past = [...head, ...session.log.lines().filter(isOf).slice(-tail).map(lineFrame)];
  if (query.get('follow') !== 'true') return eventStream(past, {});
  return liveStream((closed) => {
    const coming = session.log.follow(closed);
    return (async function* () {
      yield* past;
      for await (const line of coming) if (isOf(line)) yield lineFrame(line);
    })();
  });
}

const invalid = (message: string) => serviceError('foundry', 400, 'invalid_request', message);

const frame = (data: unknown): string => `event: log\ndata: ${JSON.stringify(data)}\n\n`;

const lineFrame = ({ at, stream, message }: SessionLine): string =>
  frame({ timestamp: at.toISOString(), stream, message });

const sessionFrame = ({ id, agent: name, version, lastAccessedAt }: AgentSession): string =>
  frame({
    timestamp: lastAccessedAt.toISOString(),
    session_id: id,
    session_state: 'Running',
    agent: name,
    version,
    last_accessed: lastAccessedAt.toISOString(),
  });
