import type { World } from '../world.ts';

/**
 * How many rows a page holds: what the service gives by itself or was asked for, unless the setting
 * `pageSize` makes pages smaller, so that a small tenant has several, too.
 */
export const pageSizeOf = ({ tenant }: World, usual: number): number =>
  Math.min(usual, tenant.settings.pageSize ?? usual);
