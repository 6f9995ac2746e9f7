import type { SymptomClass } from '../symptom.ts';
import { pattern, type Signature } from './signature.ts';

/**
 * Entra's own refusals by the numbers behind AADSTS. Source: Microsoft Entra authentication and
 * authorization error codes, and the issue threads that show them.
 */
const codes: Partial<Record<SymptomClass, string[]>> = {
  'federated-subject-case': ['7002138'],
  'federated-credential': ['70021', '700211', '700212', '700213', '7002137', '700223', '500133'],
  'client-secret': ['50012', '7000215', '7000222', '700027', '7000218'],
  'tenant-unknown': ['90002', '900023', '50020', '50059', '90072', '700051'],
  'application-unknown': ['700016'],
  consent: ['65001', '65004', '90094', '50105'],
  'conditional-access': [
    '50005',
    '50072',
    '50074',
    '50076',
    '50079',
    '50097',
    '50158',
    '53000',
    '53001',
    '53002',
    '53003',
    '530003',
    '530034',
  ],
  'sign-in-expired': ['50078', '50089', '50173', '70043', '700024', '700081', '700082', '700084'],
  'principal-disabled': ['50034', '50057', '7000112'],
  'resource-unknown': ['50001', '500011', '650052', '650057'],
};

const detail =
  "(?:(?:(?!AADSTS)[^']){0,120}?(?:(?:assertion issuer: '[^']{1,400}'\\. )?assertion subject:?|application with identifier|resource principal named|tenant|application) '(?<name>[^']{1,400})')?";

/**
 * Each class by its codes, and last any other code. Where the code was cut off or translated away,
 * the words on a federated subject still tell.
 */
export const entraSignatures: Signature[] = [
  {
    class: 'federated-subject-case',
    pattern: /matches with case-insensitive comparison, but not with case-sensitive comparison/gi,
  },
  ...Object.entries(codes).map(([kind, numbers]) => ({
    class: kind as SymptomClass,
    pattern: new RegExp(`AADSTS(?:${numbers.join('|')})(?!\\d)${detail}`, 'gi'),
  })),
  { class: 'federated-credential', pattern: /No matching federated identity record found/gi },
  { class: 'entra-other', pattern: /(?<name>AADSTS\d{4,8})/gi },
  {
    // A credential that is unavailable is no refusal in a chain: only what ends one counts here.
    class: 'no-credential',
    pattern: pattern(
      '(?:DefaultAzureCredential|ChainedTokenCredential) failed to retrieve a token|',
      'Managed ?Identity(?:Credential)?\\]? authentication (?:unavailable|is not available)|',
      "Please run '?(?:azd auth|az) login'? (?:from a command prompt to authenticate|to set ?up account)",
    ),
  },
];
