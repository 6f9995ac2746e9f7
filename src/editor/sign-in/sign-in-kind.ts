/** The sign-ins of `@azure/identity` that happen elsewhere: there is nothing to click here. */
const silentKinds = [
  'default',
  'azure-cli',
  'azure-developer-cli',
  'azure-powershell',
  'environment',
  'managed-identity',
  'workload-identity',
] as const;

/** Those that open a browser, or ask for one. */
const interactiveKinds = ['interactive-browser', 'device-code'] as const;

/**
 * How the editor signs in to Azure, by the names that the setting has: with the account of VS Code,
 * or with what `@azure/identity` offers. `default` is the chain that the command line uses.
 */
export const signInKinds = ['vscode', ...silentKinds, ...interactiveKinds] as const;

export type SignInKind = (typeof signInKinds)[number];
export type SilentKind = (typeof silentKinds)[number];
export type InteractiveKind = (typeof interactiveKinds)[number];

/** A kind that `@azure/identity` serves. */
export type IdentityKind = SilentKind | InteractiveKind;

/** What to do where a kind has nobody signed in, as a sentence. */
export const howToSignIn: Record<SignInKind, string> = {
  vscode: 'Sign in with the account of VS Code.',
  default: 'Run `az login` or `azd auth login` in a terminal.',
  'azure-cli': 'Run `az login` in a terminal.',
  'azure-developer-cli': 'Run `azd auth login` in a terminal.',
  'azure-powershell': 'Run `Connect-AzAccount` in PowerShell.',
  environment:
    'Start VS Code with AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or AZURE_CLIENT_CERTIFICATE_PATH) in its environment.',
  'managed-identity': 'Run VS Code on a host in Azure that has a managed identity.',
  'workload-identity':
    'Start VS Code with AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE in its environment.',
  'interactive-browser': 'Sign in with the browser.',
  'device-code': 'Sign in with a device code.',
};

export function isInteractive(kind: SignInKind): kind is InteractiveKind {
  return interactiveKinds.some((interactive) => interactive === kind);
}
