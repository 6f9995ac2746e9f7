/** Every rule there is. Ids are stable: suppressions, configuration and SARIF name them. */
export const ruleIds = [
  'unknown-role-guid',
  'role-label-mismatch',
  'role-name-not-in-module-map',
  'project-scope-only',
  'azure-ai-developer',
  'cognitive-services-role-for-agents',
  'control-plane-role-for-data-plane',
  'missing-principal-type',
  'literal-user-for-deployer',
  'assignment-name-seeds',
  'assignment-name-collision',
  'role-on-wrong-resource',
  'scope-omitted',
  'standing-owner',
  'secret-where-identity-would-do',
  'account-endpoint-for-project',
  'no-agent-role',
  'agent-service-without-grant',
  'suppression-without-reason',
  'unused-suppression',
] as const;
export type RuleId = (typeof ruleIds)[number];
