import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { publicAuthorities, type Cloud } from '../../core/arm/cloud.ts';
import { cancellationPolicy, patienceOfDiagnosis } from '../pipeline/patience-policy.ts';

interface AuthorityOptions {
  authorityHost: string;
  disableInstanceDiscovery: boolean;
  tlsOptions?: { ca: string };
  additionalPolicies: { policy: PipelinePolicy; position: 'perCall' }[];
}

/** A sign-in service without an answer is given up after this: MSAL would wait for ever. Milliseconds. */
const longestSignInRequest = 20_000;

/** What a credential that talks to Entra itself needs to know of a cloud. */
export function authorityOptions(
  cloud: Cloud,
  ca: string | undefined,
  longestRequest = longestSignInRequest,
): AuthorityOptions {
  const patience = { ...patienceOfDiagnosis, longestRequest };
  return {
    additionalPolicies: [{ policy: cancellationPolicy(patience, undefined), position: 'perCall' }],
    authorityHost: cloud.authority,
    // Entra's instance discovery knows the public authorities; for others it would only fail.
    disableInstanceDiscovery: !publicAuthorities.some((known) =>
      sameAuthority(known, cloud.authority),
    ),
    ...(ca !== undefined && { tlsOptions: { ca } }),
  };
}

/** Whether two URLs name the same authority, whatever their paths are. */
export function sameAuthority(first: string, second: string): boolean {
  return new URL(first).host === new URL(second).host;
}
