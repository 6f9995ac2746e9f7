import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from '../core/arm/cloud.ts';
import { createCertificate } from './http/certificate.ts';
import type { RequestRecord } from './http/request-log.ts';
import { createRouter, type Router } from './http/route.ts';
import {
  close,
  createManagedIdentityServer,
  createServe,
  createTls,
  listen,
  type Serve,
} from './http/server.ts';
import { allRoutes } from './routes.ts';
import type { Tenant } from './tenant/schema.ts';
import { createWorld, type World } from './world.ts';

export { sampleNames } from './samples/index.ts';
export { loadSample, loadTenantFile } from './tenant/load.ts';
export type { Tenant } from './tenant/schema.ts';
export type { RequestRecord } from './http/request-log.ts';

export interface EmulatorOptions {
  tenant: Tenant;
  /** 0, the default, lets the system choose a free port. */
  port?: number;
  now?: () => Date;
}

/** How an application signs in with its client secret. */
export interface SignIn {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

export interface RunningEmulator {
  /** `https://127.0.0.1:PORT`: ARM and the authority; the other services stand below it. */
  origin: string;
  port: number;
  /** PEM of the certificate, which is its own authority. */
  ca: string;
  /** The same in a file, for programs that take a path. It goes away when the emulator stops. */
  caFile: string;
  cloud: Cloud;
  /** Who a diagnosis signs in as. */
  signIn: SignIn;
  /** Every application of the tenant, by name: the administrator who may assign roles, too. */
  signIns: Record<string, SignIn>;
  /** `http://127.0.0.1:PORT`: `/metadata/identity/oauth2/token` and `/msi/token` live there. */
  managedIdentityOrigin: string;
  /** The requests since the start, in the order in which they came. */
  requests(): RequestRecord[];
  stop(): Promise<void>;
}

/**
 * Serves one tenant on loopback until it is stopped.
 * @throws Error with one sentence where the port is taken.
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const now = options.now ?? (() => new Date());
  const certificate = createCertificate(new Date());
  const records: RequestRecord[] = [];
  let serve: Serve = (_request, response) => response.destroy();
  const server = createTls(certificate, (request, response) => serve(request, response));
  const port = await listenOrExplain(server, options.port ?? 0);
  const origin = `https://127.0.0.1:${port}`;

  const world = createWorld(options.tenant, origin, now);
  const router: Router = createRouter(allRoutes(world));
  serve = createServe(world, router, records);
  const managedIdentityServer = createManagedIdentityServer(world);
  const managedIdentityPort = await listen(managedIdentityServer, 0);

  const directory = await mkdtemp(join(tmpdir(), 'foundry-identity-emulator-'));
  const caFile = join(directory, 'ca.pem');
  await writeFile(caFile, certificate.certificate);

  const signIns = signInsOf(world);
  const signIn = signIns[world.tenant.signIn];
  if (signIn === undefined) throw new Error(`No application is named ${world.tenant.signIn}.`);
  return {
    origin,
    port,
    ca: certificate.certificate,
    caFile,
    cloud: cloudOf(world, caFile),
    signIn,
    signIns,
    managedIdentityOrigin: `http://127.0.0.1:${managedIdentityPort}`,
    requests: () => [...records],
    async stop() {
      await Promise.all([close(server), close(managedIdentityServer)]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function listenOrExplain(
  server: Parameters<typeof listen>[0],
  port: number,
): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown cause';
    throw new Error(
      `The embedded Azure cannot listen on port ${port} (${code}); name another one, or 0 for any.`,
      { cause: error },
    );
  }
}

const signInsOf = ({ tenant }: World): Record<string, SignIn> =>
  Object.fromEntries(
    Object.entries(tenant.applications).map(([name, { clientId, clientSecret }]) => [
      name,
      { tenantId: tenant.tenantId, clientId, clientSecret },
    ]),
  );

/** Real audiences, loopback endpoints. */
const cloudOf = ({ origin, tenant }: World, caFile: string): Cloud => ({
  name: 'EmbeddedAzure',
  authority: origin,
  tenantId: tenant.tenantId,
  arm: { endpoint: origin, audience: 'https://management.azure.com' },
  graph: {
    endpoint: `${origin}/graph.microsoft.com`,
    audience: 'https://graph.microsoft.com',
  },
  logAnalytics: {
    endpoint: `${origin}/api.loganalytics.io/v1`,
    audience: 'https://api.loganalytics.io',
  },
  appInsights: {
    endpoint: `${origin}/api.applicationinsights.io/v1`,
    audience: 'https://api.applicationinsights.io',
  },
  foundry: { audience: 'https://ai.azure.com' },
  cognitiveServices: { audience: 'https://cognitiveservices.azure.com' },
  caFile,
});
