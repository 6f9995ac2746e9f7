import { describe, expect, it } from 'vitest';
import { explainText, renderExplanation } from '../../../../src/core/symptoms/explanation.ts';
import { corpus, silentTexts } from './corpus.ts';

const denied = corpus['data action at the account']?.text ?? '';
const principal = '6f6a6a5e-1111-4222-8333-9c0f2f3d4e5f';

describe('an explanation', () => {
  it('leads with what the text says most of, and leaves out its shorter forms', () => {
    const text = `${denied}\nRequest failed (transient_auth_error). Retrying...\n${corpus['denied without names']?.text}`;
    const explanation = explainText(text);
    expect(explanation.symptom?.class).toBe('missing-data-action');
    expect(explanation.others).toEqual([]);
    const two = explainText(`${denied}\n${corpus['network closed']?.text}`);
    expect(two.others.map(({ class: kind }) => kind)).toEqual(['network-closed']);
  });

  it('names the principal where somebody knows it', () => {
    const explanation = explainText(denied);
    const named = renderExplanation(explanation, {
      [principal]: 'the identity of agent concierge',
    });
    expect(named).toContain(`who: the identity of agent concierge (${principal})`);
    expect(renderExplanation(explanation)).toContain(`who: ${principal}`);
  });

  it('says unknown, with what can be read, and never a cause', () => {
    const text = `POST https://contoso.services.ai.azure.com:443/api/x failed: HTTP 418 {"code":"Teapot"} oid ${principal} x-ms-request-id: 00000000-1111-4222-8333-444444444444`;
    const explanation = explainText(text);
    expect(explanation).toMatchObject({
      symptom: null,
      others: [],
      hints: {
        statuses: [418],
        codes: ['Teapot'],
        hosts: ['contoso.services.ai.azure.com:443'],
        ids: [principal],
        traces: ['00000000-1111-4222-8333-444444444444'],
      },
    });
    expect(renderExplanation(explanation)).toMatch(/^Unknown: /);
    for (const silent of silentTexts) expect(explainText(silent).symptom).toBeNull();
  });

  it('shows no secret that stood beside the error', () => {
    const key = '0123456789abcdef0123456789abcdef';
    const token = `eyJhbGciOiJub25lIn0.${'a'.repeat(40)}.sig`;
    const explanation = explainText(`api-key: ${key} Authorization: Bearer ${token} ${denied}`);
    const shown = JSON.stringify(explanation) + renderExplanation(explanation);
    expect(shown).not.toContain(key);
    expect(shown).not.toContain(token);
    expect(shown).toContain('[redacted]');
  });

  it('has words for every refusal of the corpus', () => {
    for (const { text } of Object.values(corpus)) {
      expect(renderExplanation(explainText(text))).toMatch(/\nNext: .{20}/);
    }
  });
});
