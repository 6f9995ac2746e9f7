/** One deployment of a template, as Azure keeps it in the history of its scope. */
export interface TemplateDeployment {
  name: string;
  succeeded: boolean;
  /** ISO. */
  at: string;
  tags: Record<string, string>;
  /** Every parameter's name, with its value where that is a text and nothing secret; else null. */
  parameters: Record<string, string | null>;
  outputs: Record<string, string | null>;
  /** ARM ids of what it made. */
  resources: string[];
}

/** What is known of the template whose last deployment is looked for. */
export interface DeployedTemplate {
  /** Name of the file without its extension, after which tools call a deployment: `main`. */
  module: string;
  /** Names of all its parameters. */
  parameters: string[];
  /** Name of the azd environment; null without one. */
  environment: string | null;
}

/**
 * The newest deployment of a template that succeeded: azd's for the environment, else one that is
 * called as the file is. A deployment with parameters that the template lacks is another template's.
 */
export function lastDeploymentOf(
  { module, parameters, environment }: DeployedTemplate,
  history: TemplateDeployment[],
): TemplateDeployment | null {
  const declared = new Set(parameters.map((name) => name.toLowerCase()));
  const possible = history
    .filter((one) => one.succeeded)
    .filter((one) => Object.keys(one.parameters).every((name) => declared.has(name.toLowerCase())))
    .sort((one, other) => (one.at < other.at ? 1 : -1));
  const byAzd = possible.find((one) => isOfEnvironment(one, environment));
  return byAzd ?? possible.find(({ name }) => isCalled(name, module)) ?? null;
}

/** azd tags a deployment with its environment, and calls it by that and the time. */
function isOfEnvironment({ name, tags }: TemplateDeployment, environment: string | null): boolean {
  if (environment === null) return false;
  const tagged = tags['azd-env-name'];
  return tagged === undefined
    ? isCalled(name, environment) && name.length > environment.length
    : tagged === environment;
}

/** The name itself, or with a time behind it. */
function isCalled(name: string, wanted: string): boolean {
  const start = name.slice(0, wanted.length).toLowerCase();
  return start === wanted.toLowerCase() && /^(?:-[\dTZ:.-]+)?$/.test(name.slice(wanted.length));
}
