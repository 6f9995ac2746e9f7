/** Every command there is. The manifest contributes the same ones; a test compares the two. */
export const commandIds = [
  'foundryIdentity.diagnose',
  'foundryIdentity.diagnoseAgain',
  'foundryIdentity.diagnoseSample',
  'foundryIdentity.stopSample',
  'foundryIdentity.showLastReport',
  'foundryIdentity.copyReport',
  'foundryIdentity.exportReport',
  'foundryIdentity.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];
