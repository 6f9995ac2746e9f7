/** The GUID at the end of a role definition's ARM id, lower case: the only name that never changes. */
export function roleGuid(roleDefinitionId: string): string {
  return (roleDefinitionId.split('/').at(-1) ?? roleDefinitionId).toLowerCase();
}
