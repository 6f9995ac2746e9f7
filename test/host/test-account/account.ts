/** Who the test account signs in, and where. */
export interface TestAccount {
  /** Address of the authority, without a slash at its end. */
  authority: string;
  /** Its certificate authority, as PEM text. */
  ca: string;
  /** The home tenant. */
  tenantId: string;
  username: string;
  password: string;
  /** The scope of the token that stands for the account as a whole. */
  homeScope: string;
}

/** The environment variable that holds a {@link TestAccount} as JSON. */
export const accountVariable = 'FOUNDRY_IDENTITY_TEST_ACCOUNT';
