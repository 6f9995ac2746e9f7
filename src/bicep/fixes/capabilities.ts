/** Functions of newer Bicep versions that fixes may use. */
export interface BicepCapabilities {
  /** `roleDefinitions('Foundry User').id`, since 0.42.1. */
  roleDefinitions: boolean;
  /** `getRoleAssignmentName({ scope, principalId, roleDefinitionId })`, made after 0.46 was cut. */
  getRoleAssignmentName: boolean;
}

/** What an installed Bicep knows, by what `bicep --version` prints of it; nothing new where unknown. */
export function capabilitiesOf(version: string | null): BicepCapabilities {
  const [, major, minor, patch] = /(\d+)\.(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  const number = Number(major ?? 0) * 1e6 + Number(minor ?? 0) * 1e3 + Number(patch ?? 0);
  return { roleDefinitions: number >= 42_001, getRoleAssignmentName: number >= 47_000 };
}
