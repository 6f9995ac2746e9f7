import type * as vscode from 'vscode';
import { defaultPreferences, type TreePreferences } from './model/preferences.ts';

/** What outlives a window: how somebody looks at the tree, and at which sample tenant, if at one. */
export interface PreferenceStore {
  preferences(): TreePreferences;
  prefer(change: Partial<TreePreferences>): Promise<TreePreferences>;
  sample(): string | null;
  chooseSample(name: string | null): Promise<void>;
}

const preferencesKey = 'foundryIdentity.tree';
const sampleKey = 'foundryIdentity.treeSample';

export function createPreferenceStore(memento: vscode.Memento): PreferenceStore {
  const preferences = (): TreePreferences => ({
    ...defaultPreferences,
    ...memento.get<Partial<TreePreferences>>(preferencesKey),
  });
  return {
    preferences,
    async prefer(change) {
      const next = { ...preferences(), ...change };
      await memento.update(preferencesKey, next);
      return next;
    },
    sample: () => memento.get<string>(sampleKey) ?? null,
    chooseSample: async (name) => memento.update(sampleKey, name ?? undefined),
  };
}
