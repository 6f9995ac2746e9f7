/** Variables that say that the process runs where a managed identity can be asked for. */
const announcements = [
  'IDENTITY_ENDPOINT',
  'MSI_ENDPOINT',
  'IMDS_ENDPOINT',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
];

/** Whether the environment announces the endpoint of a managed identity. */
export function isManagedIdentityAnnounced(environment: NodeJS.ProcessEnv): boolean {
  return announcements.some((name) => environment[name] !== undefined);
}

/** A user-assigned identity is chosen by the variable that the other credentials read, too. */
export function managedIdentityOptions(environment: NodeJS.ProcessEnv): { clientId?: string } {
  const clientId = environment['AZURE_CLIENT_ID'];
  return clientId === undefined ? {} : { clientId };
}
