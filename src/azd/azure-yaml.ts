import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../bicep/syntax/nodes.ts';

/** A service of azure.yaml that azd deploys as a Foundry agent. */
export interface AgentService {
  name: string;
  /** The service's key. */
  span: Span;
}

/** What a hook runs: a script's path, or the lines themselves. */
export interface Hook {
  /** When azd runs it: `postdeploy`, `preprovision`, … */
  event: string;
  /** The service that it belongs to; null for the project's own. */
  service: string | null;
  run: string;
  /** One-based line of azure.yaml on which the value of `run` begins. */
  line: number;
}

/** What azure.yaml says about infrastructure, agents and hooks. */
export interface AzdProject {
  /** Folder and name of the root Bicep file, without its extension; azd's defaults where not named. */
  infra: { path: string; module: string };
  agents: AgentService[];
  hooks: Hook[];
}

/** Hosts that azd's extension for agents serves; the second is the name of its first previews. */
const agentHosts = ['azure.ai.agent', 'microsoft.foundry'];

/**
 * Reads azure.yaml. A file that is being typed is read as far as it can be; null where it holds no
 * mapping at all.
 */
export function readAzureYaml(text: string): AzdProject | null {
  const lineCounter = new LineCounter();
  const root = parseDocument(text, { lineCounter }).contents;
  if (!isMap(root)) return null;
  const infra = childMap(root, 'infra');
  const services = pairsOf(childMap(root, 'services'));
  const lineOf = (offset: number): number => lineCounter.linePos(offset).line;
  return {
    infra: {
      path: textAt(infra, 'path') ?? 'infra',
      module: (textAt(infra, 'module') ?? 'main').replace(/\.bicep$/, ''),
    },
    agents: services
      .filter(({ value }) => agentHosts.includes(textAt(value, 'host') ?? ''))
      .map(({ key, span }) => ({ name: key, span })),
    hooks: [
      ...hooksOf(root, null, lineOf),
      ...services.flatMap(({ key, value }) => hooksOf(value, key, lineOf)),
    ],
  };
}

function hooksOf(
  owner: Node | null,
  service: string | null,
  lineOf: (offset: number) => number,
): Hook[] {
  return pairsOf(childMap(owner, 'hooks')).flatMap(({ key: event, value }) => {
    const entries = isSeq(value) ? value.items : [value];
    return entries
      .flatMap((entry) => [entry, nodeAt(entry, 'posix'), nodeAt(entry, 'windows')])
      .map((entry) => nodeAt(entry, 'run'))
      .filter((run): run is Scalar<string> => isScalar(run) && typeof run.value === 'string')
      .map((run) => ({ event, service, run: run.value, line: lineOf(run.range?.[0] ?? 0) }));
  });
}

/** The pairs of a mapping whose keys are plain texts. */
function pairsOf(map: Node | null): { key: string; span: Span; value: Node | null }[] {
  if (!isMap(map)) return [];
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) return [];
    const [start, end] = key.range ?? [0, 0];
    return [{ key: String(key.value), span: { start, end }, value: value as Node | null }];
  });
}

function nodeAt(node: unknown, key: string): unknown {
  return isMap(node) ? node.get(key, true) : undefined;
}

function childMap(node: unknown, key: string): YAMLMap | null {
  const child = nodeAt(node, key);
  return isMap(child) ? child : null;
}

function textAt(node: unknown, key: string): string | null {
  const child = nodeAt(node, key);
  if (!isScalar(child) || isAlias(child)) return null;
  return typeof child.value === 'string' ? child.value : null;
}
