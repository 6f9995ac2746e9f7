/** The sentence with which the data planes refuse a principal. */
export const permissionDeniedMessage = (
  principal: string,
  action: string,
  operation: string,
): string =>
  `The principal \`${principal}\` lacks the required data action \`${action}\` to perform \`${operation}\` operation.`;

/** What the project routes add to it, and the account's model routes do not. */
export const instructions =
  ' For instructions on granting the necessary permissions, see https://aka.ms/FoundryPermissions.';

/** What an account says to whoever comes from a network that it is closed to. */
export const publicAccessDisabled = 'Public access is disabled. Please configure private endpoint.';
