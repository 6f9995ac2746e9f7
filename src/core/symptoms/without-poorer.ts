import type { PlacedSymptom } from './standing.ts';
import { symptomValueNames, type CountedSymptom } from './symptom.ts';

/** Most symptoms of a class that a poorer one is compared with: a log can name thousands. */
const mostCompared = 50;

/**
 * Leaves out each symptom that another of its class says as well and with more values, as where an
 * error repeats its message without the end. The fuller one counts for both, and from where the first
 * of them stands.
 */
export function withoutPoorer(
  placed: PlacedSymptom<CountedSymptom>[],
): PlacedSymptom<CountedSymptom>[] {
  const byClass = new Map<string, PlacedSymptom<CountedSymptom>[]>();
  const kept: PlacedSymptom<CountedSymptom>[] = [];
  const fullestFirst = [...placed].sort((a, b) => richness(b) - richness(a));
  for (const one of fullestFirst) {
    const others = byClass.get(one.symptom.class) ?? [];
    const fuller = others.slice(0, mostCompared).find((other) => saysAllOf(other, one));
    if (fuller === undefined) {
      const own = { ...one, symptom: { ...one.symptom } };
      byClass.set(one.symptom.class, [...others.slice(0, mostCompared), own]);
      kept.push(own);
    } else {
      fuller.symptom.count += one.symptom.count;
      fuller.at = Math.min(fuller.at, one.at);
    }
  }
  return kept;
}

function richness({ symptom }: PlacedSymptom<CountedSymptom>): number {
  return (
    symptomValueNames.filter((name) => symptom[name] !== null).length + symptom.audiences.length
  );
}

function saysAllOf(
  { symptom: fuller }: PlacedSymptom<CountedSymptom>,
  { symptom }: PlacedSymptom<CountedSymptom>,
): boolean {
  return (
    symptomValueNames.every((name) => symptom[name] === null || symptom[name] === fuller[name]) &&
    symptom.audiences.every((audience) => fuller.audiences.includes(audience))
  );
}
