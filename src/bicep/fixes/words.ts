/** What fixes are called in menus. */
export const fixTitles = {
  addPrincipalType: (value: string) => `Add principalType: ${value}`,
  addScope: (symbol: string) => `Limit the assignment to ${symbol}`,
  insertAccountAssignment: (role: string) => `Insert the assignment of ${role} at the account`,
  makePrincipalTypeParameter: (name: string) => `Use the parameter ${name} in place of 'User'`,
  moveScope: (symbol: string) => `Assign the role at ${symbol} instead`,
  repairSeeds: (name: string) => `Name the assignment by ${name}`,
  replaceRole: (role: string) => `Assign ${role} instead`,
  replaceRoleByName: (role: string) => `Assign ${role} instead, by its name`,
  rightGuid: (role: string) => `Use the GUID of ${role}`,
  useObjectId: (written: string) => `Use the object id: ${written}`,
  useProjectEndpoint: (symbol: string) => `Use the endpoint of ${symbol}`,
};
