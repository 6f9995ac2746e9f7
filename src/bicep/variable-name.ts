/** What a shell's variable for a parameter is called: `AGENT_PRINCIPAL_ID` for `agentPrincipalId`. */
export function variableName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}
