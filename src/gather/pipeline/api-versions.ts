/**
 * Versions of the ARM interfaces, where the client's default is not the one that was seen working.
 * Connections answer only to a preview: 2025-06-01 does not resolve the projects' ones.
 */
export const apiVersions = {
  accounts: '2025-06-01',
  /** The first stable one that has applications. */
  applications: '2025-12-01',
  /** The first stable one that was seen to show the identity that a project's agents share. */
  projects: '2025-12-01',
  /** Subscriptions and resource groups share it. */
  containers: '2021-01-01',
  checkAccess: '2018-09-01-preview',
  connections: '2025-04-01-preview',
  components: '2020-02-02',
  machineLearningWorkspaces: '2024-10-01',
  roleAssignments: '2022-04-01',
  templateDeployments: '2021-04-01',
  userAssignedIdentities: '2023-01-31',
  resourceGraph: '2021-03-01',
  foundry: 'v1',
} as const;
