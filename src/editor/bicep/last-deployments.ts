import type { TemplateDeployment } from '../../core/drift/last-deployment.ts';
import { originKey, type Origin } from '../origin/origin.ts';

/** Whose last deployment is meant: the same template may be deployed to several places. */
export interface Deployed {
  root: string;
  /** Name of the azd environment; null without one. */
  environment: string | null;
  origin: Origin;
}

/** The last deployments that were read in this session, for commands that must not read one. */
export interface LastDeployments {
  get(of: Deployed): TemplateDeployment | null;
  /** Null forgets: there is none any more, or it could not be read. */
  set(of: Deployed, deployment: TemplateDeployment | null): void;
}

export function rememberLastDeployments(): LastDeployments {
  const known = new Map<string, TemplateDeployment | null>();
  const keyOf = ({ root, environment, origin }: Deployed): string =>
    JSON.stringify([originKey(origin), environment, root]);
  return {
    get: (of) => known.get(keyOf(of)) ?? null,
    set: (of, deployment) => void known.set(keyOf(of), deployment),
  };
}
