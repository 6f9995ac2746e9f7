import pLimit from 'p-limit';
import type { Project } from '../../core/facts/azure.ts';
import type {
  InventoryFacts,
  InventoryResources,
  ProjectContents,
  SubscriptionAccess,
} from '../../core/inventory/inventory.ts';
import { mapFact } from '../fact.ts';
import type { InventoryReader } from './inventory-reader.ts';

/** How far a survey has come. The total grows while the resources are still being read. */
export interface SurveyProgress {
  /** `resources` counts accounts and projects, `projects` those read to the end. */
  part: 'resources' | 'projects' | 'access';
  done: number;
  total: number;
}

export interface SurveyOptions {
  /** Ids of the subscriptions to survey; absent: all that the caller sees. */
  subscriptions?: string[];
  signal?: AbortSignal;
  onProgress?: (progress: SurveyProgress) => void;
}

/**
 * Projects that are read at the same time. Each has one to three requests under way, so that the
 * reader's own limit is always used up, and the lists of assignments, which are read page by page, do
 * not wait behind a queue of thousands.
 */
const parallelProjects = 8;

/** Subscriptions whose access is read at the same time: a page of assignments takes megabytes. */
const parallelSubscriptions = 2;

/**
 * Reads everything that the coverage of all identities rests on. Accounts and projects that a page
 * of the resources shows are read further while the next page is on its way. What cannot be read is
 * an unknown fact; only a cancelled survey rejects, with the signal's reason.
 */
export async function surveyInventory(
  reader: InventoryReader,
  options: SurveyOptions = {},
): Promise<InventoryFacts> {
  const { signal, onProgress } = options;
  const reading = { ...(signal && { signal }) };
  const caller = reader.caller();
  const subscriptions = await reader.subscriptions(reading);
  const ids = mapFact(subscriptions, (list) =>
    list.filter(({ state }) => state !== 'Deleted').map(({ subscriptionId }) => subscriptionId),
  );

  const limitProjects = pLimit(parallelProjects);
  const limitAccess = pLimit(parallelSubscriptions);
  const projects = createTasks<ProjectContents>('projects', onProgress);
  const access = createTasks<SubscriptionAccess>('access', onProgress);
  const readFurther = (seen: InventoryResources): void => {
    onProgress?.({ part: 'resources', ...countOf(seen) });
    for (const { subscriptionId } of seen.accounts) {
      access.start(subscriptionId, () =>
        limitAccess(() => reader.access(subscriptionId, { ...reading, onlyModelCalls: true })),
      );
    }
    for (const project of seen.projects) {
      projects.start(project.id, () => limitProjects(() => readContents(reader, project, reading)));
    }
  };
  const asked = options.subscriptions ?? (ids.status === 'known' ? ids.value : undefined);
  const resources =
    asked === undefined && ids.status === 'unknown'
      ? ids
      : await reader.resources(asked ?? [], { ...reading, onPage: readFurther });
  if (resources.status === 'known') readFurther(resources.value);

  const [contents, accesses] = await Promise.all([projects.all(), access.all()]);
  return {
    schemaVersion: 1,
    at: new Date().toISOString(),
    caller: await caller,
    subscriptions,
    resources,
    contents,
    access: Object.values(accesses),
  };
}

async function readContents(
  reader: InventoryReader,
  project: Project,
  reading: { signal?: AbortSignal },
): Promise<ProjectContents> {
  const [agents, connections] = await Promise.all([
    reader.agents(project, reading),
    reader.connections(project, reading),
  ]);
  return { agents, connections };
}

function countOf({ accounts, projects }: InventoryResources): { done: number; total: number } {
  const count = accounts.length + projects.length;
  return { done: count, total: count };
}

/** Reads that are each started once, however often they are asked for. */
function createTasks<T>(part: SurveyProgress['part'], onProgress: SurveyOptions['onProgress']) {
  const started = new Map<string, Promise<T>>();
  let done = 0;
  return {
    start(key: string, read: () => Promise<T>): void {
      if (started.has(key)) return;
      const reading = read().then((answer) => {
        onProgress?.({ part, done: ++done, total: started.size });
        return answer;
      });
      // Whoever waits for all hears of a failure; until then it must not count as unhandled.
      reading.catch(() => undefined);
      started.set(key, reading);
    },
    async all(): Promise<Record<string, T>> {
      const answers = [...started].map(async ([key, reading]) => [key, await reading] as const);
      return Object.fromEntries(await Promise.all(answers));
    },
  };
}
