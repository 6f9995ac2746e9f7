/** How the product names itself to the services. */
export const userAgentPrefix = 'foundry-identity-doctor';
