/**
 * What stands behind the host of a model URL: a Foundry or Azure OpenAI account under its own
 * subdomain, the endpoint of a region that all of them share, or anything else, such as a gateway.
 */
export type ModelHost = 'account' | 'region' | 'elsewhere';

const accountHosts =
  /(?:^|\.)(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)(?:$|[/:])/i;

const regionHosts =
  /^[a-z0-9-]+\.(?:api\.cognitive\.microsoft\.(?:com|us)|api\.cognitive\.azure\.cn)(?:$|[/:])/i;

export function modelHostOf(url: string): ModelHost {
  const host = url.replace(/^https?:\/\//i, '');
  if (regionHosts.test(host)) return 'region';
  return accountHosts.test(host) ? 'account' : 'elsewhere';
}

/** Variables by which frameworks are told where the model is, whoever answers there. */
const endpointNames =
  /^(?:AZURE_)?(?:OPENAI|AI_INFERENCE|INFERENCE|LLM|MODEL|COPILOT_PROVIDER)_(?:API_)?(?:ENDPOINT|BASE_URL|BASE|URL)$/i;

export function namesModelEndpoint(variable: string): boolean {
  return endpointNames.test(variable);
}

/** Variables by which frameworks are given a key for model calls. */
const keyNames =
  /^(?:AZURE_)?(?:(?:OPENAI|AI|AI_INFERENCE|INFERENCE|AI_SERVICES|AI_FOUNDRY|FOUNDRY|COGNITIVE_SERVICES|LLM|MODEL|COPILOT_PROVIDER)_(?:API_)?KEY|(?:AI_)?INFERENCE_CREDENTIAL)$/i;

/** The names of the variables that hold a key for model calls. */
export function modelKeysIn(environment: Record<string, string>): string[] {
  return Object.keys(environment).filter((name) => keyNames.test(name));
}
