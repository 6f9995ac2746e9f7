/** Which service a host belongs to, as far as its name says. */
export type HostFamily =
  'openai' | 'cognitive-services' | 'foundry' | 'models' | 'regional' | 'portal' | 'elsewhere';

type EndpointCloud = 'public' | 'us-government' | 'china';

/** A URL taken apart. Nothing is decoded, so that the parts can be put together again. */
export interface Endpoint {
  scheme: string;
  /** In lower case, with its port. */
  host: string;
  /** Without slashes at the end; empty for a bare host. */
  path: string;
  query: string;
  family: HostFamily;
  cloud: EndpointCloud;
  /** The account's own part of the host: its custom subdomain. */
  resource: string;
  /** The Foundry project that the path names. */
  project: string | null;
}

const families: [host: RegExp, family: HostFamily][] = [
  [/^(?:ai|oai|ml|portal)\.azure\.(?:com|us)$/, 'portal'],
  [/\.openai\.azure\.(?:com|us|cn)$/, 'openai'],
  [/\.cognitiveservices\.azure\.(?:com|us|cn)$/, 'cognitive-services'],
  [/\.services\.ai\.azure\.(?:com|us)$/, 'foundry'],
  [/\.(?:models\.ai|inference\.ml)\.azure\.com$/, 'models'],
  [/\.api\.cognitive\.microsoft\.com$|\.api\.cognitive\.microsoft\.us$/, 'regional'],
];

/** Takes a URL apart; null where the text is none, as a relative path or a mere name. */
export function readEndpoint(url: string): Endpoint | null {
  const match = /^(https?):\/\/([^/?#\s]+)([^?#\s]*)(\?[^#\s]*)?(?:#\S*)?$/i.exec(url.trim());
  if (match === null) return null;
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  const host = authority.toLowerCase();
  const name = host.replace(/:\d+$/, '');
  return {
    scheme: scheme.toLowerCase(),
    host,
    path: path.replace(/\/+$/, ''),
    query,
    family: families.find(([pattern]) => pattern.test(name))?.[1] ?? 'elsewhere',
    cloud: name.endsWith('.us') ? 'us-government' : name.endsWith('.cn') ? 'china' : 'public',
    resource: name.split('.')[0] ?? name,
    project: /^\/api\/projects\/([^/]+)/i.exec(path)?.[1] ?? null,
  };
}

/** Whether the host is that of one Azure AI account, which takes keys and Entra tokens. */
export function isAccount({ family }: Endpoint): boolean {
  return family === 'openai' || family === 'cognitive-services' || family === 'foundry';
}

/** Whether a URL goes all the way to an API, so that VS Code adds nothing to it. */
export function namesApi({ path }: Endpoint): boolean {
  return /\/(?:responses|chat\/completions|messages)/.test(path);
}
