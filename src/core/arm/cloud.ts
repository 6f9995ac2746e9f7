import * as z from 'zod';

/** Tokens are sent there, so nothing but TLS will do. */
const Https = z.url({ protocol: /^https$/, error: 'it has to be a URL that begins with https://' });

/** A service's base URL and the audience its tokens carry. */
const Service = z.object({
  endpoint: Https.describe('Base URL without a trailing slash.'),
  audience: z.url().describe('Token audience; `/.default` is added when a token is asked for.'),
});

/**
 * Where a cloud's services live: the public cloud, a sovereign one, a private one, or the embedded
 * Azure. Endpoints are configuration, never constants in the code that uses them.
 */
export const CloudSchema = z
  .object({
    name: z.string().min(1),
    authority: Https.describe('Entra authority host.'),
    tenantId: z
      .string()
      .optional()
      .describe('Sign in to this tenant instead of the credential’s own.'),
    arm: Service,
    graph: Service,
    logAnalytics: Service.describe('Its endpoint ends with the version: …/v1.'),
    appInsights: Service.describe('Its endpoint ends with the version: …/v1.'),
    foundry: z.object({ audience: z.url() }).describe('Project endpoints come from ARM.'),
    cognitiveServices: z.object({ audience: z.url() }),
    portal: z.url().optional(),
    caFile: z
      .string()
      .optional()
      .describe('PEM file with the certificate authority of a private cloud.'),
  })
  .meta({ id: 'cloud', title: 'Cloud endpoints for Foundry Identity Doctor' });

export type Cloud = z.infer<typeof CloudSchema>;

/** The public Azure cloud. Source: the table of sovereign clouds in the product's fact base. */
export const publicCloud: Cloud = {
  name: 'AzureCloud',
  authority: 'https://login.microsoftonline.com',
  arm: { endpoint: 'https://management.azure.com', audience: 'https://management.azure.com' },
  graph: { endpoint: 'https://graph.microsoft.com', audience: 'https://graph.microsoft.com' },
  logAnalytics: {
    endpoint: 'https://api.loganalytics.io/v1',
    audience: 'https://api.loganalytics.io',
  },
  appInsights: {
    endpoint: 'https://api.applicationinsights.io/v1',
    audience: 'https://api.applicationinsights.io',
  },
  foundry: { audience: 'https://ai.azure.com' },
  cognitiveServices: { audience: 'https://cognitiveservices.azure.com' },
  portal: 'https://portal.azure.com',
};

/** Azure Government. Its Foundry has no hosted agents; the rest is there. */
export const usGovernmentCloud: Cloud = {
  name: 'AzureUSGovernment',
  authority: 'https://login.microsoftonline.us',
  arm: {
    endpoint: 'https://management.usgovcloudapi.net',
    audience: 'https://management.usgovcloudapi.net',
  },
  graph: { endpoint: 'https://graph.microsoft.us', audience: 'https://graph.microsoft.us' },
  logAnalytics: {
    endpoint: 'https://api.loganalytics.us/v1',
    audience: 'https://api.loganalytics.us',
  },
  appInsights: {
    endpoint: 'https://api.applicationinsights.us/v1',
    audience: 'https://api.applicationinsights.us',
  },
  foundry: { audience: 'https://ai.azure.us' },
  cognitiveServices: { audience: 'https://cognitiveservices.azure.us' },
  portal: 'https://portal.azure.us',
};

/**
 * The authority of Azure operated by 21Vianet. That cloud is not listed here: no Foundry endpoint or
 * audience of it is documented, and a guessed one would be sent tokens. A cloud file can name them.
 */
const chinaAuthority = 'https://login.chinacloudapi.cn';

/** The authorities of the clouds that everybody can sign in to; all others are private. */
export const publicAuthorities: readonly string[] = [
  publicCloud.authority,
  usGovernmentCloud.authority,
  chinaAuthority,
];
