/** Azure splits operations into two planes, and a role's `actions` never grant one of the other. */
export type Plane = 'control' | 'data';

/**
 * Segments below a CognitiveServices account that ARM manages. Everything else there is a service of
 * the account (OpenAI, AIServices, SpeechServices, …), and its operations are data actions.
 */
const managedByArm = [
  'capabilityhosts',
  'commitmentplans',
  'connections',
  'deployments',
  'encryptionscopes',
  'listkeys',
  'models',
  'networksecurityperimeterassociationproxies',
  'privateendpointconnectionproxies',
  'privateendpointconnections',
  'privatelinkresources',
  'projects',
  'providers',
  'raiblocklists',
  'raipolicies',
  'regeneratekey',
  'skus',
  'usages',
];

/** Data actions of the other providers that agents meet. */
const otherDataActions = [
  /^microsoft\.storage\/.*\/(?:blobs|files|messages|entities)\//,
  /^microsoft\.search\/searchservices\/indexes\/documents\//,
  /^microsoft\.insights\/(?:telemetry|metrics)\/write$/,
  /^microsoft\.keyvault\/vaults\/(?:secrets|keys|certificates)\//,
];

/**
 * The plane of an operation, by its name. Azure's own list of operations would tell for certain; a
 * caller who knows better says so instead of asking here.
 */
export function planeOf(action: string): Plane {
  const lower = action.toLowerCase();
  const [, below] = /^microsoft\.cognitiveservices\/accounts\/([^/]+)\/./.exec(lower) ?? [];
  if (below !== undefined) return managedByArm.includes(below) ? 'control' : 'data';
  return otherDataActions.some((pattern) => pattern.test(lower)) ? 'data' : 'control';
}
