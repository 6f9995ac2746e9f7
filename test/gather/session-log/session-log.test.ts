import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { LogLine } from '../../../src/core/facts/session-log.ts';
import { namedSession } from '../../../src/core/session-log/session-log.ts';
import { loadSample, startEmulator, type Tenant } from '../../../src/emulator/index.ts';
import {
  createCredential,
  findAgent,
  listSessions,
  readSessionLog,
  type ConnectionRequest,
} from '../../../src/gather/index.ts';
import { gatherEmulated, withFaults, type Fault } from '../emulated.ts';

interface Setting {
  faults?: Fault[];
  settings?: Partial<Tenant['settings']>;
}

/** Runs against the sample with the agent's own log, served for this one test. */
async function withLog<T>(
  { faults = [], settings = {} }: Setting,
  run: (at: {
    connection: ConnectionRequest;
    of: { agent: string; project: string; version: string; endpoint: string };
    paths: () => string[];
    invoke: () => Promise<void>;
  }) => Promise<T>,
): Promise<T> {
  const sample = loadSample('session-log');
  const changed = { ...sample, settings: { ...sample.settings, ...settings } };
  const emulator = await startEmulator({ tenant: withFaults(changed, faults) });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    const endpoint = `${emulator.origin}/contoso-foundry.services.ai.azure.com/api/projects/shop`;
    const connection = { cloud, ca, credential };
    return await run({
      connection,
      of: { agent: 'concierge', project: 'shop', version: '3', endpoint },
      paths: () => emulator.requests().map(({ path }) => path),
      async invoke() {
        const { invokeAgent } = await import('../../../src/gather/invoke/invoke-agent.ts');
        const { permitInvoke } = await import('../../../src/gather/invoke/permission.ts');
        const url = `${endpoint}/agents/concierge/endpoint/protocols/invocations?api-version=v1&agent_session_id=sess_evening`;
        const permission = permitInvoke({ url }, 1);
        await invokeAgent({
          ...{ ...connection, permission, input: 'hello' },
          target: { url, protocol: 'invocations' },
        });
      },
    });
  } finally {
    await emulator.stop();
  }
}

const evening = namedSession('sess_evening');
const console100 = { session: evening, kind: 'console', tail: 100, follow: false } as const;

describe('listSessions', () => {
  it.each(['cursor', 'token'] as const)('follows the pages by %s to the end', (sessionPaging) =>
    withLog({ settings: { pageSize: 1, sessionPaging } }, async ({ connection, of, paths }) => {
      const sessions = await listSessions({ ...connection, of });
      expect(sessions).toMatchObject({
        status: 'known',
        value: [
          { id: 'sess_evening', version: '3', status: 'idle' },
          { id: 'sess_morning', version: '2', status: 'expired' },
        ],
      });
      if (sessions.status === 'known') {
        expect(sessions.value[0]?.lastAccessedAt).toMatch(/^\d{4}-.*Z$/);
      }
      expect(paths().filter((path) => path.includes('/endpoint/sessions?'))).toHaveLength(2);
    }),
  );

  it.each([
    [{ status: 403 }, 'refused'],
    [{ truncateJson: true }, 'malformed'],
    [{ cutOff: true }, 'cut-off'],
  ])('is unknown where it is %o: %s', (how, reason) =>
    withLog({ faults: [{ path: '/endpoint/sessions', ...how }] }, async ({ connection, of }) => {
      const sessions = await listSessions({ ...connection, of });
      expect(sessions).toMatchObject({ status: 'unknown', reason });
    }),
  );
});

describe('readSessionLog', () => {
  it('reads the tail and says what it means', () =>
    withLog({}, async ({ connection, of }) => {
      const seen: LogLine[] = [];
      const log = await readSessionLog({
        ...{ ...connection, of, ...console100, tail: 2 },
        onLine: (line) => seen.push(line),
      });
      expect(log).toMatchObject({
        status: 'known',
        value: { end: 'complete', symptoms: [{ class: 'missing-data-action', count: 2 }] },
      });
      expect(seen.map(({ stream }) => stream)).toEqual(['stderr', 'stderr']);
    }));

  it('asks by the route of the version where the service does not know the other', () =>
    withLog(
      { faults: [{ path: 'agents/concierge/sessions/', status: 404 }] },
      async ({ connection, of, paths }) => {
        const log = await readSessionLog({ ...connection, of, ...console100 });
        expect(log.status).toBe('known');
        expect(paths().at(-1)).toContain('/versions/3/sessions/sess_evening:logstream');
      },
    ));

  it('is unknown where no route leads to it, with the first one’s words', () =>
    withLog({}, async ({ connection, of }) => {
      const session = namedSession('sess_gone');
      const log = await readSessionLog({ ...connection, of, ...console100, session });
      expect(log).toMatchObject({
        ...{ status: 'unknown', reason: 'not-found' },
        detail: expect.stringContaining('sess_gone not found') as string,
      });
    }));

  it('is refused without a second try by the other route', () =>
    withLog(
      { faults: [{ path: ':logstream', status: 403 }] },
      async ({ connection, of, paths }) => {
        const log = await readSessionLog({ ...connection, of, ...console100 });
        expect(log).toMatchObject({ status: 'unknown', reason: 'refused' });
        expect(paths().filter((path) => path.includes(':logstream'))).toHaveLength(1);
      },
    ));

  it('keeps the lines of a log that breaks off', () =>
    withLog({ faults: [{ path: ':logstream', cutOff: true }] }, async ({ connection, of }) => {
      const log = await readSessionLog({ ...connection, of, ...console100 });
      expect(log).toMatchObject({ status: 'known', value: { end: 'broken-off' } });
      expect(log.status === 'known' && log.value.lines.length).toBe(1);
    }));

  it('follows what is written meanwhile until it is stopped', () =>
    withLog({}, async ({ connection, of, invoke }) => {
      const controller = new AbortController();
      let past = 0;
      const log = await readSessionLog({
        ...{ ...connection, of, ...console100, follow: true, signal: controller.signal },
        onLine({ text }) {
          past += 1;
          if (past === 3) void invoke();
          if (text.includes('Authentication failed')) controller.abort(new Error('enough'));
        },
      });
      expect(log).toMatchObject({ status: 'known', value: { end: 'stopped' } });
      expect(past).toBe(5);
    }));

  it('ends a log that is followed for too long', () =>
    withLog({}, async ({ connection, of }) => {
      const limits = { longest: 1_000 };
      const log = await readSessionLog({ ...connection, of, ...console100, follow: true, limits });
      expect(log).toMatchObject({ status: 'known', value: { end: 'time-over' } });
    }));

  it('rejects with the reason of a cancel', () =>
    withLog({ faults: [{ path: ':logstream', delayMs: 5_000 }] }, async ({ connection, of }) => {
      const signal = AbortSignal.timeout(300);
      for (const follow of [false, true]) {
        const reading = readSessionLog({ ...connection, of, ...console100, follow, signal });
        await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' });
      }
    }));
});

it('an agent is found by a few reads, without its access or its telemetry', () =>
  withLog({}, async ({ connection, paths }) => {
    const found = await findAgent({ ...connection, asked: { agent: 'concierge' } });
    expect(found).toMatchObject({ status: 'known', value: { project: { name: 'shop' } } });
    expect(paths().filter((path) => /roleAssignments|components|query/.test(path))).toEqual([]);
  }));

describe('a diagnosis', () => {
  const ownLog = (faults: Fault[] = []) =>
    gatherEmulated({ tenant: 'session-log', faults, request: { asked: { agent: 'concierge' } } });

  it('asks twice for the agent’s own log, of the serving version', async () => {
    const { facts, requests } = await ownLog();
    expect(facts.sessionLog?.tail).toMatchObject({
      status: 'known',
      value: { session: { id: 'sess_evening' }, kind: 'console', lines: { length: 3 } },
    });
    const asked = requests.filter(({ path }) => /sessions/.test(path));
    expect(asked.map(({ path }) => /follow=\w+/.exec(path)?.[0] ?? 'list')).toEqual([
      ...['list', 'follow=false'],
    ]);
  });

  it('concludes from a log that denies, and not from one that answers', async () => {
    const { facts } = await ownLog();
    expect(diagnose(facts)).toMatchObject({ outcome: 'problem' });
    const silent = JSON.parse(
      JSON.stringify(loadSample('session-log')).replace(/ProviderError: [^}]*}}/g, 'answered'),
    ) as Tenant;
    const { facts: quiet } = await gatherEmulated({ tenant: silent });
    expect(quiet.sessionLog?.tail).toMatchObject({ value: { lines: { length: 3 } } });
    expect(diagnose(quiet)).toMatchObject({
      outcome: 'inconclusive',
      findings: [{ code: 'no-telemetry' }, {}],
    });
  });

  it.each([
    [':logstream', { sessions: { status: 'known' }, tail: { reason: 'refused' } }],
    ['/endpoint/sessions', { sessions: { reason: 'refused' }, tail: { reason: 'not-read' } }],
  ])('goes on where %s is another person’s', async (path, expected) => {
    const { facts } = await ownLog([{ path, status: 403 }]);
    expect(facts.sessionLog).toMatchObject(expected);
    expect(facts.agent.status).toBe('known');
  });
});
