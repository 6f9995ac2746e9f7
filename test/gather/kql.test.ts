import { describe, expect, it } from 'vitest';
import { kqlLiteral, symptomQuery, trafficQuery } from '../../src/gather/telemetry/kql.ts';

describe('kqlLiteral', () => {
  it('keeps a name that tries to leave its quotes inside them', () => {
    expect(kqlLiteral("x' or 1==1 //")).toBe("'x\\' or 1==1 //'");
    expect(kqlLiteral("x\\' | take 1")).toBe("'x\\\\\\' | take 1'");
    expect(kqlLiteral('two\nlines')).toBe("'two\\nlines'");
  });
});

describe('the queries', () => {
  it('name the agent only as a literal', () => {
    const name = "shop'bot";
    for (const query of [
      symptomQuery({ name, principalId: null }),
      trafficQuery({ name, principalId: null }),
    ]) {
      expect(query).toContain("'shop\\'bot'");
      expect(query).not.toContain("'shop'bot'");
    }
  });

  it('look for the identity that denials name only where it is known', () => {
    const principalId = '11111111-2222-3333-4444-555555555555';
    expect(symptomQuery({ name: 'shop', principalId })).toContain(`text contains '${principalId}'`);
    expect(symptomQuery({ name: 'shop', principalId: null })).not.toContain('null');
  });
});
