import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../src/core/diagnose.ts';
import type { Report } from '../../src/core/report/report.ts';
import { loadSample, startEmulator } from '../../src/emulator/index.ts';
import { panelHtml } from '../../src/editor/diagnose/panel-html.ts';
import type { PanelState, ToPanel } from '../../src/editor/diagnose/protocol.ts';
import { launchBrowser } from '../host/browser.ts';
import { repository } from '../host/paths.ts';
import { diagnoseEmulator } from '../samples/diagnose-emulator.ts';
import { denial, facts, instanceId, logWith } from '../unit/core/sample-facts.ts';
import { accessibilityViolations } from './accessibility.ts';

const origin = 'http://panel.invalid';

/** Serves the panel as VS Code does, with its content security policy, and a stand-in for the host. */
async function openPanel(page: Page, state: PanelState): Promise<void> {
  const files: Record<string, { path: string; contentType: string }> = {
    '/report.js': { path: 'dist/webview/report.js', contentType: 'text/javascript' },
    '/report.css': { path: 'media/report.css', contentType: 'text/css' },
  };
  const html = panelHtml({
    cspSource: origin,
    nonce: 'n0nce',
    scriptUri: `${origin}/report.js`,
    styleUri: `${origin}/report.css`,
  });
  await page.route(`${origin}/**`, async (route) => {
    const file = files[new URL(route.request().url()).pathname];
    if (file === undefined) await route.fulfill({ contentType: 'text/html', body: html });
    else {
      const body = await readFile(join(repository, file.path));
      await route.fulfill({ contentType: file.contentType, body });
    }
  });
  const message: ToPanel = { type: 'state', state };
  await page.addInitScript(`
    globalThis.acquireVsCodeApi = () => ({
      getState: () => undefined,
      setState: () => undefined,
      postMessage: (sent) => {
        if (sent.type === 'ready') window.postMessage(${JSON.stringify(message)}, '*');
      },
    });
  `);
  await page.goto(origin);
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** The report of a sample tenant. */
async function reportOf(sample: string): Promise<Report> {
  const emulator = await startEmulator({ tenant: loadSample(sample) });
  try {
    return await diagnoseEmulator(emulator);
  } finally {
    await emulator.stop();
  }
}

/** Opens everything that is folded away. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate('document.querySelectorAll("details").forEach((one) => (one.open = true))');
}

const markup = '"><img src=x onerror="window.ran=1"><script>window.ran=1</script>';

/** The report with markup behind every text that Azure, a log or a person can have written. */
function withMarkup(report: Report): Report {
  const free = [
    'displayName',
    'title',
    'explanation',
    'note',
    'name',
    'url',
    'az',
    'command',
    'why',
  ];
  const more = ['summary', 'roleName', 'path', 'text', 'version', 'action', 'code', 'what'];
  const lists = ['evidence', 'versions', 'actions', 'sources'];
  const names = [...free, ...more];
  return JSON.parse(JSON.stringify(report), (key, value: unknown) => {
    if (key === 'source') return 'javascript:window.ran=1';
    if (lists.includes(key)) return (value as string[]).map((line) => line + markup);
    return names.includes(key) && typeof value === 'string' ? value + markup : value;
  }) as Report;
}

test('a report full of markup is shown as text, under the panel’s own policy', async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  const telemetry = logWith([denial('2026-11-21T11:48:00Z', instanceId)]);
  const report = withMarkup(diagnose(facts({ telemetry })));
  await openPanel(page, { kind: 'report', source: `Tenant${markup}`, report });
  await page.locator('h1 .summary').waitFor();
  await unfold(page);

  expect(await page.locator('h1 .summary').textContent()).toBe(report.summary);
  expect(await page.locator('.fix pre').first().textContent()).toContain(markup);
  expect(await page.locator('.chart title').first().textContent()).toContain(markup);
  expect(await page.locator('img, script:not([src])').count()).toBe(0);
  expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(complaints).toEqual([]);
});

describe('a report whose finding has two fixes of one kind', () => {
  let report: Report;

  beforeAll(async () => {
    report = await reportOf('stale-identity');
  });

  test.each(['none', 'active'] as const)('is accessible with forced colours %s', async (forced) => {
    const page = await browser.newPage({ forcedColors: forced });
    await openPanel(page, { kind: 'report', source: 'Sample tenant stale-identity', report });
    await page.locator('h1 .summary').waitFor();
    await unfold(page);
    const titles = await page.locator('.fix h4').allInnerTexts();
    expect(titles).toContain('Fix, for you to run (bash), 1 of 2');
    expect(new Set(titles).size).toBe(titles.length);
    expect(await accessibilityViolations(page.mainFrame())).toEqual([]);
  });
});
