import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifySymptom, findSymptomsIn } from '../../../../src/core/symptoms/explain.ts';
import { symptomClasses, type SymptomClass } from '../../../../src/core/symptoms/symptom.ts';
import { corpus, silentTexts } from './corpus.ts';
import { wrappings } from './wrappings.ts';

const entries = Object.entries(corpus);

describe('an error text', () => {
  it.each(entries)('is known: %s', (_name, { text, class: kind, values }) => {
    const symptom = classifySymptom(text);
    expect(symptom).toMatchObject({ class: kind, ...values });
  });

  it.each(Object.entries(wrappings))('keeps its meaning inside %s', (_name, wrap) => {
    for (const [name, { text, class: kind, values }] of entries) {
      expect([name, classifySymptom(wrap(text))]).toMatchObject([name, { class: kind, ...values }]);
    }
  });

  it('keeps its meaning however deep it is wrapped', () => {
    const names = fc.array(fc.constantFrom(...Object.keys(wrappings)), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...entries), names, ([, { text, class: kind }], wraps) => {
        const wrapped = wraps.reduce((inner, name) => wrappings[name]?.(inner) ?? inner, text);
        expect(classifySymptom(wrapped)?.class).toBe(kind);
      }),
    );
  });

  it('is silent where nothing of the kind is said', () => {
    for (const text of silentTexts) expect(findSymptomsIn(text)).toEqual([]);
  });

  it('says no value that was cut off, and never another cause than the whole text', () => {
    const kin: SymptomClass[][] = [
      ['missing-data-action', 'permission-denied'],
      ['federated-subject-case', 'federated-credential', 'entra-other'],
    ];
    for (const [name, { text, class: kind, values = {} }] of entries) {
      for (let end = 1; end < text.length; end += 1) {
        const symptom = classifySymptom(text.slice(0, end));
        if (symptom === null) continue;
        const family = kin.find((classes) => classes.includes(kind)) ?? [kind, 'entra-other'];
        expect([name, end, family]).toEqual([
          name,
          end,
          family.includes(symptom.class) ? family : symptom.class,
        ]);
        if (typeof values.action === 'string' && symptom.action !== null) {
          expect([name, end, symptom.action]).toEqual([name, end, values.action]);
        }
        if (typeof values.principal === 'string' && symptom.principal !== null) {
          expect([name, end, symptom.principal]).toEqual([name, end, values.principal]);
        }
      }
    }
  });

  it('finds every different refusal of a log once, the most telling first', () => {
    const log = entries.map(([, { text }]) => text);
    const found = findSymptomsIn([...log, ...log].join('\n'));
    const classes = found.map((symptom) => symptom.class);
    expect(new Set(classes)).toEqual(new Set(entries.map(([, entry]) => entry.class)));
    expect(classes).toEqual(
      [...classes].sort((a, b) => symptomClasses.indexOf(a) - symptomClasses.indexOf(b)),
    );
    expect(found).toHaveLength(findSymptomsIn(log.join('\n')).length);
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Array.isArray(findSymptomsIn(text))).toBe(true);
      }),
    );
  });
});
