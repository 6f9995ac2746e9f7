import type { AgentVersion, Project } from './azure.ts';
import type { ModelRoute } from './route.ts';

/** A model deployment that an agent calls by its name, and what in its definition names it. */
interface CalledModel {
  name: string;
  via: string;
}

/** Variables for clients of an Azure OpenAI endpoint: they belong to the endpoint beside them. */
const ofEndpoint = /^AZURE_OPENAI_(?:(?:CHAT|RESPONSES|EMBEDDINGS?|MODEL)_)*DEPLOYMENT(?:_NAME)?$/i;

/** Variables for clients of a project, whose models are those of the project's account. */
const ofProject =
  /^(?:(?:AZURE_AI_|FOUNDRY_|AZURE_AI_FOUNDRY_|AZURE_FOUNDRY_)?MODEL_DEPLOYMENT(?:_NAME)?|FOUNDRY_MODEL)$/i;

/** Names as Azure takes them. What has a slash names a connection, too; `${…}` is not filled in. */
const deploymentName = /^[\w.-]{1,64}$/;

/**
 * The deployments that are certainly called at the account that the route reaches. A definition may
 * name an account's endpoint for one thing and its project for another; a name that could belong to
 * either is left out.
 */
export function calledModels(
  version: AgentVersion,
  route: ModelRoute,
  project: Pick<Project, 'endpoint'>,
): CalledModel[] {
  const variables = Object.entries(version.environment);
  const named = (pattern: RegExp): CalledModel[] =>
    variables
      .filter(([name]) => pattern.test(name))
      .map(([name, value]) => ({ name: value.trim(), via: `environment variable ${name}` }));
  const { model } = version;
  const atProject = [
    ...(model ? [{ name: model, via: 'the model of the agent’s definition' }] : []),
    ...named(ofProject),
  ];
  const atEndpoint = named(ofEndpoint);
  const base = project.endpoint?.toLowerCase();
  const namesProject =
    base !== undefined && variables.some(([, value]) => value.toLowerCase().startsWith(base));
  const called: Record<ModelRoute['kind'], CalledModel[]> = {
    'project-endpoint': atProject,
    'own-account-endpoint': [...atProject, ...atEndpoint],
    'other-account': atEndpoint.length > 0 || namesProject || model ? atEndpoint : atProject,
  };
  const seen = new Set<string>();
  return called[route.kind].filter(({ name }) => {
    const key = name.toLowerCase();
    if (seen.has(key) || !deploymentName.test(name)) return false;
    seen.add(key);
    return true;
  });
}
