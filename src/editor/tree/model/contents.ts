import type { Unknown } from '../../../core/facts/fact.ts';
import type { Assessor } from './assessment.ts';
import type { TenantInventory } from './inventory-state.ts';
import type { TreePreferences } from './preferences.ts';
import type { Search } from './search.ts';
import type { Tallies } from './tally.ts';

/** Everything that the tree shows and how somebody wants to see it. */
export interface TreeContents {
  tenants: TenantInventory[];
  /** Why no tenant could be reached; null where some could, or none was tried yet. */
  failure: Pick<Unknown, 'reason' | 'detail'> | null;
  preferences: TreePreferences;
  /** How many rows of a long list are shown, by the list's id, where it is not the first page. */
  shown: ReadonlyMap<string, number>;
  assessor: Assessor;
  tallies: Tallies;
  search: Search;
  /** Whether what is missing is on its way; false where the reading was stopped. */
  reading: boolean;
}
