/** The view's id, which the manifest names too. */
export const viewId = 'foundryIdentity.identities';
