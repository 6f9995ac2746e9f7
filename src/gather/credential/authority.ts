import { publicAuthorities, type Cloud } from '../../core/arm/cloud.ts';

interface AuthorityOptions {
  authorityHost: string;
  disableInstanceDiscovery: boolean;
  tlsOptions?: { ca: string };
}

/** What a credential that talks to Entra itself needs to know of a cloud. */
export function authorityOptions(cloud: Cloud, ca: string | undefined): AuthorityOptions {
  return {
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
