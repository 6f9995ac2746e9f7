/**
 * A role assignment that a script or an azd hook makes, as far as its text shows it. The identities
 * of agents do not exist while Bicep is deployed, so their grants often live in scripts: evidence
 * that somebody thought of a grant that the templates lack.
 */
export interface ScriptGrant {
  /** Path of the script, or of the azure.yaml that holds the lines. */
  file: string;
  /** One-based. */
  line: number;
  /** GUID of the role, lower case. */
  role: string;
  /** What the lines around say about where: `unknown` where they say nothing. */
  scope: 'account' | 'project' | 'resource-group' | 'subscription' | 'unknown';
}
