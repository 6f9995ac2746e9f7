/** How long a new grant may take until it works everywhere. */
export interface Propagation {
  minutes: number;
  words: string;
}

/**
 * Source: Azure documentation, "Troubleshoot Azure RBAC". For the last two it says "around 24 hours"
 * and "several hours"; a day is taken for both, as the time after which something else is the cause.
 */
export const propagation = {
  direct: { minutes: 10, words: 'It can take up to 10 minutes to work everywhere.' },
  throughGroup: {
    minutes: 24 * 60,
    words:
      'Through a group it can take hours, up to a day, until a managed identity’s tokens show it.',
  },
  dataActionsOfManagementGroup: {
    minutes: 24 * 60,
    words: 'Data actions granted at a management group can take several hours to work.',
  },
} as const satisfies Record<string, Propagation>;
