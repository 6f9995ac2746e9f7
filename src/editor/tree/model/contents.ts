import type { Assessor } from './assessment.ts';
import type { TenantInventory } from './inventory-state.ts';
import type { TreePreferences } from './preferences.ts';
import type { Search } from './search.ts';
import type { Tallies } from './tally.ts';

/** Everything that the tree shows and how somebody wants to see it. */
export interface TreeContents {
  tenants: TenantInventory[];
  preferences: TreePreferences;
  /** How many rows of a long list are shown, by the list's id, where it is not the first page. */
  shown: ReadonlyMap<string, number>;
  assessor: Assessor;
  tallies: Tallies;
  search: Search;
}
