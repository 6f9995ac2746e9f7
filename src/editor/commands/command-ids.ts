/** The questions about single principals, a feature of their own. */
export const questionCommandIds = [
  'foundryIdentity.can',
  'foundryIdentity.list',
  'foundryIdentity.compare',
] as const;

export type QuestionCommandId = (typeof questionCommandIds)[number];

/** Signing in, and what of the tenant is looked at. */
export const signInCommandIds = [
  'foundryIdentity.signIn',
  'foundryIdentity.selectTenants',
  'foundryIdentity.selectSubscriptions',
  'foundryIdentity.whoAmI',
] as const;

export type SignInCommandId = (typeof signInCommandIds)[number];

/** Every command there is. The manifest contributes the same ones; a test compares the two. */
export const commandIds = [
  'foundryIdentity.diagnose',
  'foundryIdentity.diagnoseAgain',
  'foundryIdentity.diagnoseSample',
  'foundryIdentity.stopSample',
  'foundryIdentity.showLastReport',
  'foundryIdentity.copyReport',
  'foundryIdentity.exportReport',
  ...questionCommandIds,
  ...signInCommandIds,
  'foundryIdentity.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];
