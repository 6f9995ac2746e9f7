import { spawnSync } from 'node:child_process';
import { request } from 'node:https';
import { performance } from 'node:perf_hooks';
import { CloudSchema, type Cloud } from '../../src/core/arm/cloud.ts';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { createCredential } from '../../src/gather/index.ts';
import { diagnoseEmulator } from '../samples/diagnose-emulator.ts';

/** URLs that the commands of the brief are made of. */
interface Place {
  group: string;
  account: string;
  project: string;
  component: string;
  foundry: string;
  graph: string;
  logs: string;
}

type Send = [method: 'GET' | 'POST', url: string];

/**
 * The flow of the brief, request by request, as `az` sends them one after the other: the account,
 * the endpoint's identity, the agent, the role assignments at two scopes, the telemetry.
 */
export const briefCommands: ((place: Place) => Send[])[] = [
  ({ account }) => [['GET', `${account}?api-version=2025-06-01`]],
  ({ group }) => [
    [
      'GET',
      `${group}/providers/Microsoft.MachineLearningServices/workspaces/shop/onlineEndpoints/concierge?api-version=2024-10-01`,
    ],
  ],
  ({ foundry }) => [
    ['GET', `${foundry}/agents/concierge?api-version=v1`],
    ['GET', `${foundry}/agents/concierge/versions?api-version=v1`],
  ],
  ({ account, graph }) => assignmentList(account, graph),
  ({ project, graph }) => assignmentList(project, graph),
  ({ project, component, logs }) => [
    ['GET', `${project}/connections?api-version=2025-06-01`],
    ['GET', `${component}?api-version=2020-02-02`],
    ['POST', `${logs}/query`],
  ],
];

/** `az role assignment list --role NAME`: the role by name, the assignments, all roles, the names. */
function assignmentList(scope: string, graph: string): Send[] {
  const authorization = `${scope}/providers/Microsoft.Authorization`;
  return [
    [
      'GET',
      `${authorization}/roleDefinitions?api-version=2022-04-01&$filter=roleName%20eq%20'Foundry%20User'`,
    ],
    ['GET', `${authorization}/roleAssignments?api-version=2022-04-01&$filter=atScope()`],
    ['GET', `${authorization}/roleDefinitions?api-version=2022-04-01`],
    ['POST', `${graph}/directoryObjects/getByIds`],
  ];
}

/** Sends the brief's requests one after the other and returns the milliseconds they took. */
export async function runBriefFlow(
  emulator: RunningEmulator,
): Promise<{ wall: number; requests: number }> {
  const cloud = CloudSchema.parse(emulator.cloud);
  const place = await placeOf(emulator, cloud);
  const reads = briefCommands.flatMap((command) => command(place));
  const token = await createTokens(emulator, cloud, place);
  const started = performance.now();
  for (const [method, url] of reads) await send(method, url, token(url), emulator.ca);
  return { wall: performance.now() - started, requests: reads.length };
}

async function placeOf(emulator: RunningEmulator, cloud: Cloud): Promise<Place> {
  const { account, project } = (await diagnoseEmulator(emulator)).subject;
  if (!account || !project?.endpoint) throw new Error('The sample has no project.');
  const arm = cloud.arm.endpoint;
  const group = account.id.replace(/\/providers\/.*/, '');
  const component = `${group}/providers/Microsoft.Insights/components/shop-insights`;
  return {
    group: arm + group,
    account: arm + account.id,
    project: arm + project.id,
    component: arm + component,
    foundry: project.endpoint,
    graph: `${cloud.graph.endpoint}/v1.0`,
    logs: cloud.logAnalytics.endpoint + component,
  };
}

/** The token for a URL. az keeps its tokens between commands, so they are fetched beforehand. */
async function createTokens(
  { ca, signIn }: RunningEmulator,
  cloud: Cloud,
  place: Place,
): Promise<(url: string) => string> {
  const credential = createCredential(cloud, { ca, kind: 'secret', ...signIn });
  const fetchToken = async (audience: string): Promise<string> =>
    (await credential.getToken(`${audience}/.default`))?.token ?? '';
  const [arm, graph, logs, foundry] = await Promise.all(
    [cloud.arm, cloud.graph, cloud.logAnalytics, cloud.foundry].map(({ audience }) =>
      fetchToken(audience),
    ),
  );
  return (url) => {
    if (url.startsWith(place.foundry)) return foundry ?? '';
    if (url.startsWith(place.graph)) return graph ?? '';
    return (url.startsWith(cloud.logAnalytics.endpoint) ? logs : arm) ?? '';
  };
}

function send(method: string, url: string, token: string, ca: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(url, { method, ca, headers }, (response) => {
      response.resume().once('end', resolve);
    });
    sent.once('error', reject);
    sent.end(method === 'POST' ? '{"query":"traces","ids":[],"types":[]}' : undefined);
  });
}

/** How long `az` takes to start, measured where it is installed. */
export function measureAzStart(): { milliseconds: number; words: string } {
  const started = performance.now();
  const { status } = spawnSync('az', ['cloud', 'show'], { stdio: 'ignore' });
  const milliseconds = performance.now() - started;
  return status === 0
    ? { milliseconds, words: `${Math.round(milliseconds)} ms, measured` }
    : { milliseconds: 370, words: '370 ms, assumed' };
}
