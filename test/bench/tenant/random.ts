/** Chance that comes out the same for the same seed, so that two runs measure the same tenant. */
export interface Random {
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number;
  /** True as often as `share` of 1 says. */
  chance(share: number): boolean;
  /** @throws Error where the list is empty. */
  pick<Item>(items: readonly Item[]): Item;
  guid(): string;
}

/** The generator Mulberry32: short, fast and good enough to spread things about. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  const hex = (): string => next().toString(16).padStart(8, '0');
  return {
    below,
    chance: (share) => next() / 2 ** 32 < share,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    guid() {
      const digits = hex() + hex() + hex() + hex();
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
    },
  };
}
