import { expect, it } from 'vitest';
import { panelHtml } from '../../../src/editor/diagnose/panel-html.ts';

const html = panelHtml({
  cspSource: 'https://host',
  nonce: 'n0nce',
  scriptUri: 'https://host/report.js',
  styleUri: 'https://host/report.css',
});

it('lets the panel load its own style and run its own script, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  expect(policy).toBe(
    "default-src 'none'; style-src https://host; script-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'",
  );
});

it('has no inline script, style or handler', () => {
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain(
    '<script type="module" nonce="n0nce" src="https://host/report.js"></script>',
  );
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});
