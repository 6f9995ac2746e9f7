import type { Frame, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessibilityViolations } from './accessibility.ts';
import {
  openWorkbench,
  pickQuickPickItem,
  quickPickLabels,
  readClipboard,
  runCommand,
  screenshot,
  webviewFrame,
  type Workbench,
} from './workbench.ts';

const panelTitle = 'Foundry Identity Report';
const diagnose = 'Foundry Identity: Diagnose BYOK 401';

async function openSample(theme = 'Default Dark Modern'): Promise<Workbench> {
  return openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'byok-401' },
    // Git asks about the repository around the workspace, in front of what the tests look at.
    userSettings: { 'git.enabled': false, 'workbench.colorTheme': theme },
  });
}

/** The panel once it shows a report. */
async function reportFrame(page: Page): Promise<Frame> {
  const frame = await webviewFrame(page, panelTitle);
  await frame.locator('h1 .summary').waitFor();
  return frame;
}

/** Goes through the chart of denials as somebody does who hears it: its points by key, then the table. */
async function readDenials(page: Page, frame: Frame): Promise<void> {
  const chart = frame.getByRole('group', { name: /^Denials of agent identity \S+ over time/ });
  const denied = /^\S.*: denied in 2 rows: OpenAI\/responses\/write \(traces, exceptions\)$/;
  expect(await chart.getByRole('img', { name: denied }).count()).toBe(2);
  expect(await chart.locator('[tabindex="0"]').count()).toBe(1);
  await chart.locator('[tabindex="0"]').focus();
  const focused = () => frame.locator(':focus').getAttribute('aria-label');
  expect(await focused()).toMatch(denied);
  await page.keyboard.press('End');
  expect(await focused()).toMatch(/: time of this report$/);
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toMatch(denied);
  expect(await frame.locator(':focus title').textContent()).toMatch(
    /\n\d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
  );
  await frame.getByText('As a table').click();
  const rows = frame.locator('.entries tbody tr');
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringContaining('version 3 was made') as string,
    expect.stringMatching(/\t2\tdenied OpenAI\/responses\/write\ttraces, exceptions$/) as string,
    expect.stringMatching(/\t2\tdenied OpenAI\/responses\/write\ttraces, exceptions$/) as string,
    expect.stringContaining('time of this report') as string,
  ]);
}

test('from the palette to the fix on the clipboard, and back after a reload', async () => {
  await using workbench = await openSample();
  const { page } = workbench;
  await runCommand(page, diagnose);
  const frame = await reportFrame(page);

  expect(await frame.locator('h1').innerText()).toMatch(/^Problem/);
  expect(await frame.locator('header').innerText()).toContain('Sample tenant byok-401');

  await readDenials(page, frame);

  const fix = frame.locator('.fix').first();
  await fix.getByRole('button', { name: /^Copy/ }).focus();
  await page.keyboard.press('Enter');
  await fix.getByText('Copied', { exact: true }).waitFor();
  expect(await frame.locator('#announcement').textContent()).toBe('Copied to the clipboard');
  const command = await readClipboard(page);
  expect(command).toBe(await fix.locator('pre').textContent());
  expect(command).toMatch(
    /^az role assignment create --assignee-object-id [\da-f-]{36} --assignee-principal-type ServicePrincipal --role 53ca6127-db72-4b80-b1b0-d745d6d5456d --scope \/subscriptions\/\S+\/accounts\/[^/\s]+$/,
  );

  await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
  const restored = await reportFrame(page);
  expect(await restored.locator('h1').innerText()).toMatch(/^Problem/);
});

test('a sample tenant is picked from a list that can be left', async () => {
  await using workbench = await openSample();
  const { page } = workbench;
  const pickSample = 'Foundry Identity: Diagnose the Sample Tenant…';
  await runCommand(page, pickSample);
  expect((await quickPickLabels(page))[0]).toBe('byok-401');
  await page.keyboard.press('Escape');
  expect(await page.locator('.notification-toast').count()).toBe(0);
  expect(await page.locator('.tab', { hasText: panelTitle }).count()).toBe(0);

  await runCommand(page, pickSample);
  await pickQuickPickItem(page, 'healthy');
  const frame = await reportFrame(page);
  expect(await frame.locator('h1').innerText()).toMatch(/^Healthy/);
});

describe.each([
  { theme: 'Default Dark Modern', picture: 'report-dark' },
  { theme: 'Default Light Modern', picture: 'report-light' },
  { theme: 'Default High Contrast', picture: 'report-high-contrast' },
])('the report in $theme', ({ theme, picture }) => {
  test('is accessible, and looks like its picture', async () => {
    await using workbench = await openSample(theme);
    const { page } = workbench;
    // High enough for a picture that shows the outcome, who gets in where, and the fix.
    await page.setViewportSize({ width: 1280, height: 1400 });
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await runCommand(page, diagnose);
    const frame = await reportFrame(page);
    await page.locator('.notification-toast').waitFor({ state: 'hidden' });
    await screenshot(page, picture);
    await frame.evaluate(
      'document.querySelectorAll("details").forEach((one) => (one.open = true))',
    );
    expect(await accessibilityViolations(frame)).toEqual([]);
  });
});
