/** One measured figure, beside the limit that it should keep. Lower is better unless `atLeast`. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  limit?: number;
  /** True where the limit is the least that is wanted. */
  atLeast?: boolean;
}

/** The figures as a table for a terminal. Printed, never asserted: machines differ. */
export function printFigures(title: string, figures: Figure[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, limit, atLeast } of figures) {
    const number = value >= 100 ? value.toFixed(0) : value.toFixed(2);
    const kept = limit === undefined || (atLeast ? value >= limit : value <= limit);
    const goal =
      limit === undefined
        ? ''
        : `  goal ${atLeast ? '>=' : '<='} ${limit} ${unit}${kept ? '' : '  MISSED'}`;
    console.log(`  ${name.padEnd(width)}  ${number.padStart(8)} ${unit}${goal}`);
  }
}
