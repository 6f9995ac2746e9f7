import type { Agent, Project } from './azure.ts';

/** The protocols by which an agent is invoked over plain HTTP. */
export type InvocationProtocol = 'invocations' | 'responses';

/** Where an agent is invoked, and by which protocol. */
export interface InvocationTarget {
  url: string;
  protocol: InvocationProtocol;
}

const paths: Record<InvocationProtocol, string> = {
  invocations: 'invocations',
  responses: 'openai/responses',
};

/**
 * The endpoint of an agent under the protocol that its serving version answers; Invocations where it
 * names none. Null where ARM lists no endpoint of the project.
 */
export function invocationTarget(agent: Agent, project: Project): InvocationTarget | null {
  if (project.endpoint === null) return null;
  const { protocols } = agent.serving;
  const protocol: InvocationProtocol =
    protocols.includes('responses') && !protocols.includes('invocations')
      ? 'responses'
      : 'invocations';
  const name = encodeURIComponent(agent.name);
  const url = `${project.endpoint}/agents/${name}/endpoint/protocols/${paths[protocol]}?api-version=v1`;
  return { url, protocol };
}

/** The body that puts one input to an agent, and asks for a stream where the protocol leaves a choice. */
export function invocationBody(protocol: InvocationProtocol, input: string): string {
  return JSON.stringify(protocol === 'responses' ? { input, stream: true } : { input });
}
