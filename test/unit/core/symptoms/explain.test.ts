import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifySymptom,
  countSymptomsIn,
  findSymptomsIn,
} from '../../../../src/core/symptoms/explain.ts';
import { explainText } from '../../../../src/core/symptoms/explanation.ts';
import type { CountedSymptom, SymptomClass } from '../../../../src/core/symptoms/symptom.ts';
import { corpus, silentTexts } from './corpus.ts';
import { hardWrapped, wrappings } from './wrappings.ts';

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
      // A limit was reached, whoever's it is.
      ['look-alike', 'quota'],
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

  it('keeps its meaning where a console broke it at its edge', () => {
    const edges = fc.constantFrom('', '     | ');
    fc.assert(
      fc.property(
        fc.constantFrom(...entries),
        fc.integer({ min: 60, max: 140 }),
        edges,
        ([, { text, class: kind, values }], width, edge) => {
          const { name, ...others } = values ?? {};
          // The name of a deny assignment has spaces of its own, so that one more cannot be told.
          const said =
            kind === 'deny-assignment' || name === undefined ? others : { ...others, name };
          const symptom = classifySymptom(hardWrapped(text, width, edge));
          expect(symptom).toMatchObject({ class: kind, ...said });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('keeps the number of Entra’s that GitHub made a link of', () => {
    const link = '[21](https://github.com/contoso/shop/actions/runs/1/job/2#step:5:21)';
    const symptom = classifySymptom(
      `AADSTS700${link}3: No matching federated identity record found`,
    );
    expect(symptom?.quote).toContain('AADSTS700213');
  });

  it('finds every different refusal of a log once, and counts it', () => {
    const log = entries.map(([, { text }]) => text).join('\n');
    const once = countSymptomsIn(log);
    const classes = once.map((symptom) => symptom.class);
    expect(new Set(classes)).toEqual(new Set(entries.map(([, entry]) => entry.class)));
    const twice = countSymptomsIn(`${log}\n${log}`);
    expect(twice.map((symptom) => symptom.count)).toEqual(once.map(({ count }) => count * 2));
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Array.isArray(findSymptomsIn(text))).toBe(true);
      }),
    );
  });
});

const text = (name: string): string => corpus[name]?.text ?? '';
const namedIn = (...lines: string[]): CountedSymptom[] => {
  const { symptom, others } = explainText(lines.join('\n'));
  return [...(symptom === null ? [] : [symptom]), ...others];
};
const classesOf = (...lines: string[]): SymptomClass[] =>
  namedIn(...lines).map((symptom) => symptom.class);

describe('several refusals in one text', () => {
  it('are named from the earliest cause on, and echoes last', () => {
    const [closed, denied] = [text('network closed'), text('data action at the account')];
    expect(classesOf(closed, denied)).toEqual(['network-closed', 'missing-data-action']);
    expect(classesOf(denied, closed)).toEqual(['missing-data-action', 'network-closed']);
    expect(
      classesOf(text('provider of a hosted agent'), text('denied without names'), closed, denied),
    ).toEqual(['network-closed', 'missing-data-action']);
  });

  it('lead with what a service refused, since a sign-in had succeeded by then', () => {
    const refused = text('Conditional Access');
    expect(classesOf(refused, text('data action at the account'))).toEqual([
      'missing-data-action',
      'conditional-access',
    ]);
    expect(classesOf(refused, 'Login successful.', text('secret expired'))).toEqual([
      'client-secret',
      'conditional-access',
    ]);
  });

  it('lead with what does not pass by itself', () => {
    expect(classesOf(text('quota by status'), text('wrong audience'))).toEqual([
      'wrong-audience',
      'quota',
    ]);
  });

  it('keep two identities apart, each with its count', () => {
    const first = text('data action at the account');
    const second = first.replace('6f6a6a5e', '7a7b7c7d');
    const found = namedIn(first, second, first, second, second);
    expect(found.map(({ principal, count }) => [principal?.slice(0, 8), count])).toEqual([
      ['6f6a6a5e', 2],
      ['7a7b7c7d', 3],
    ]);
  });

  it('are one where a repetition says less', () => {
    const found = namedIn(text('data action as the Python SDK wraps it'));
    expect(found.map(({ class: kind, count }) => [kind, count])).toEqual([
      ['missing-data-action', 2],
    ]);
  });
});
