import { expect, it } from 'vitest';
import { html, page } from '../../../src/editor/bicep/panel/html.ts';
import { armGuid } from '../../../src/editor/bicep/arm-guid.ts';

it('a page shows texts as texts, runs no script and loads styles from VS Code only', () => {
  const hostile = `"><script>alert(1)</script>'&`;
  const text = page(hostile, html`<p title="${hostile}">${[hostile, html`<b>ours</b>`]}</p>`, {
    cspSource: 'vscode:',
    styleUri: 'vscode:/tables.css',
  });
  expect(text).not.toContain('<script');
  expect(text.match(/&lt;script&gt;/g)).toHaveLength(4);
  expect(text).toContain('<b>ours</b>');
  expect(text).toContain('default-src &#39;none&#39;; style-src vscode:; base-uri');
});

it('makes the GUIDs that templates make', () => {
  // uuid5(11fb06fb-712d-4ddd-98c7-e71bbd588830, "a-b-c"), by Python's uuid module.
  expect(armGuid(['a', 'b', 'c'])).toBe('a98fa280-e03f-5afa-8d8e-92d0a9c201e8');
});
