/** The diagnosis and its report. */
export const diagnoseCommandIds = [
  'foundryIdentity.diagnose',
  'foundryIdentity.diagnoseAgain',
  'foundryIdentity.diagnoseSample',
  'foundryIdentity.stopSample',
  'foundryIdentity.showLastReport',
  'foundryIdentity.copyReport',
  'foundryIdentity.exportReport',
] as const;

export type DiagnoseCommandId = (typeof diagnoseCommandIds)[number];

/** The questions about single principals, a feature of their own. */
export const questionCommandIds = [
  'foundryIdentity.can',
  'foundryIdentity.list',
  'foundryIdentity.compare',
  'foundryIdentity.askWitness',
  'foundryIdentity.compareOnAction',
] as const;

export type QuestionCommandId = (typeof questionCommandIds)[number];

/** What an error text means. */
export const explainCommandIds = ['foundryIdentity.explainError'] as const;

export type ExplainCommandId = (typeof explainCommandIds)[number];

/** Signing in, and what of the tenant is looked at. */
export const signInCommandIds = [
  'foundryIdentity.signIn',
  'foundryIdentity.selectTenants',
  'foundryIdentity.selectSubscriptions',
  'foundryIdentity.whoAmI',
] as const;

export type SignInCommandId = (typeof signInCommandIds)[number];

/** The side bar: what is done with a node, and how the tree is looked at. */
export const treeCommandIds = [
  'foundryIdentity.diagnoseNode',
  'foundryIdentity.verifyNode',
  'foundryIdentity.watchNode',
  'foundryIdentity.showNodeLog',
  'foundryIdentity.copyFix',
  'foundryIdentity.copyId',
  'foundryIdentity.openInPortal',
  'foundryIdentity.showAssignments',
  'foundryIdentity.compareNode',
  'foundryIdentity.revealBicep',
  'foundryIdentity.refreshNode',
  'foundryIdentity.retryNode',
  'foundryIdentity.showMore',
  'foundryIdentity.refreshTree',
  'foundryIdentity.stopReading',
  'foundryIdentity.filterTree',
  'foundryIdentity.clearFilter',
  'foundryIdentity.showOnlyProblems',
  'foundryIdentity.showEverything',
  'foundryIdentity.showFlat',
  'foundryIdentity.groupBySubscription',
  'foundryIdentity.browseSample',
  'foundryIdentity.leaveSample',
] as const;

export type TreeCommandId = (typeof treeCommandIds)[number];

/** Bicep files and azd projects: lenses run most of them with a place. */
export const bicepCommandIds = [
  'foundryIdentity.showGrants',
  'foundryIdentity.compareWithLive',
  'foundryIdentity.insertAccountGrant',
  'foundryIdentity.copyAccountCommand',
  'foundryIdentity.addPostdeployHook',
] as const;

export type BicepCommandId = (typeof bicepCommandIds)[number];

/** Proof that a fix works. */
export const verifyCommandIds = [
  'foundryIdentity.verifyAgent',
  'foundryIdentity.watchFix',
] as const;

export type VerifyCommandId = (typeof verifyCommandIds)[number];

/** The log of an agent's own container. */
export const sessionLogCommandIds = ['foundryIdentity.showAgentLog'] as const;

export type SessionLogCommandId = (typeof sessionLogCommandIds)[number];

/** Every command there is. The manifest contributes the same ones; a test compares the two. */
export const commandIds = [
  ...diagnoseCommandIds,
  ...questionCommandIds,
  ...explainCommandIds,
  ...signInCommandIds,
  ...treeCommandIds,
  ...bicepCommandIds,
  ...verifyCommandIds,
  ...sessionLogCommandIds,
  'foundryIdentity.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];
