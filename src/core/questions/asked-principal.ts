/** How a person may name a principal, for a prompt. */
export const principalForms =
  'an object id, a client id, a UPN, a display name, agent:NAME, or me for whoever is signed in';
