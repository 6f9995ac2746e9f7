/** A module that makes one role assignment from its parameters. */
export interface AssignmentModule {
  /** The parameter that names the role. */
  role: string;
  /**
   * Where it is made: at the module's own scope, at a resource by its id, at a management group by its
   * name, or at the narrowest of `resourceGroupName`, `subscriptionId` and `managementGroupId`.
   */
  at: 'own-scope' | 'resourceId' | 'managementGroupId' | 'narrowest';
  /** The roles that it knows by name. */
  names: string[];
  /** The versions of which that is known, both inclusive. */
  versions: [oldest: string, newest: string];
  /** True where it asks Privileged Identity Management, which may also give for a time, or nothing. */
  isScheduled: boolean;
}

const atResourceGroups = [
  'Contributor',
  'Owner',
  'Reader',
  'Role Based Access Control Administrator',
  'User Access Administrator',
];
const atManagementGroups = [
  ...atResourceGroups,
  'Management Group Reader',
  'Resource Policy Contributor',
];

const byParameters = { role: 'roleDefinitionIdOrName', isScheduled: false };

/** `avm/res/authorization/role-assignment` itself is the folder of the three and not published. */
export const assignmentModules: Record<string, AssignmentModule> = {
  'avm/res/authorization/role-assignment/rg-scope': {
    ...byParameters,
    at: 'own-scope',
    names: atResourceGroups,
    versions: ['0.1', '0.1'],
  },
  'avm/res/authorization/role-assignment/sub-scope': {
    ...byParameters,
    at: 'own-scope',
    names: atResourceGroups,
    versions: ['0.1', '0.1'],
  },
  'avm/res/authorization/role-assignment/mg-scope': {
    ...byParameters,
    at: 'managementGroupId',
    names: atManagementGroups,
    versions: ['0.1', '0.1'],
  },
  'avm/ptn/authorization/role-assignment': {
    ...byParameters,
    at: 'narrowest',
    names: atManagementGroups,
    // 0.1 called one of them by the name of its preview.
    versions: ['0.2', '0.2'],
  },
  'avm/ptn/authorization/pim-role-assignment': {
    ...byParameters,
    at: 'narrowest',
    names: atManagementGroups,
    versions: ['0.1', '0.1'],
    isScheduled: true,
  },
  'avm/ptn/authorization/resource-role-assignment': {
    role: 'roleDefinitionId',
    at: 'resourceId',
    names: [],
    versions: ['0.1', '0.1'],
    isScheduled: false,
  },
};
