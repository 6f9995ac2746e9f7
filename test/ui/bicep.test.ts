import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { repository } from '../host/paths.ts';
import { accessibilityViolations } from './accessibility.ts';
import {
  openWorkbench,
  pickQuickPickItem,
  readClipboard,
  runCommand,
  screenshot,
  webviewFrame,
  type Workbench,
} from './workbench.ts';

async function openSample(theme = 'Default Dark Modern'): Promise<Workbench> {
  return openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'byok-401' },
    userSettings: {
      'git.enabled': false,
      'workbench.colorTheme': theme,
      'editor.minimap.enabled': false,
    },
  });
}

async function openFile(page: Page, name: string): Promise<void> {
  await runCommand(page, 'Go to File...');
  await pickQuickPickItem(page, name);
}

async function clickLens(page: Page, title: string): Promise<void> {
  await page.locator('.codelens-decoration a', { hasText: title }).first().click();
}

/**
 * What is wrong with a page for people who use a keyboard or a screen reader. Its own frame runs no
 * scripts, so that a copy of it is looked at, with the colours that VS Code set on it.
 */
async function violationsOf(frame: Frame): Promise<string[]> {
  const markup = (await frame.content()).replace(/<meta http-equiv[^>]*>|<link[^>]*>/g, '');
  const copy = await frame.page().context().newPage();
  await copy.setContent(markup);
  await copy.addStyleTag({ path: join(repository, 'media/tables.css') });
  const violations = await accessibilityViolations(copy.mainFrame());
  await copy.close();
  return violations;
}

test('from the lens to the command on the clipboard, and to the inserted assignment', async () => {
  await using workbench = await openSample();
  const { page } = workbench;
  await openFile(page, 'main.bicep');
  await clickLens(page, 'copy az command');
  const message = page.locator('.notification-toast', { hasText: 'Copied the command' });
  await message.waitFor();
  expect(await message.innerText()).toContain('azd environment dev. Nothing is left to fill in.');
  expect(await readClipboard(page)).toMatch(
    /^az role assignment create --assignee-object-id [\da-f-]{36} --assignee-principal-type ServicePrincipal --role 53ca6127-db72-4b80-b1b0-d745d6d5456d --scope \/subscriptions\/\S+\/accounts\/contoso-foundry$/,
  );

  const lens = page.locator('.codelens-decoration a');
  await lens.filter({ hasText: 'none for agents' }).waitFor();
  await clickLens(page, 'insert assignment');
  await lens.filter({ hasText: 'insert assignment' }).waitFor({ state: 'hidden' });
  await lens.filter({ hasText: 'none for agents' }).waitFor({ state: 'hidden' });
});

test('the grants of a deployment are a table whose places open by the keyboard', async () => {
  await using workbench = await openSample();
  const { page } = workbench;
  await openFile(page, 'main.bicep');
  await clickLens(page, 'Who gets in');
  const frame = await webviewFrame(page, 'Grants of infra/main.bicep');
  await frame.locator('table').waitFor();
  expect(await frame.locator('thead th').allInnerTexts()).toEqual([
    'Principal',
    'account: account',
    'project: project',
  ]);
  expect(await violationsOf(frame)).toEqual([]);
  await frame.locator('a').last().focus();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: 'main.bicep' }).waitFor();
});

test('what is declared is compared with the sample tenant', async () => {
  await using workbench = await openSample();
  const { page } = workbench;
  await openFile(page, 'main.bicep');
  await runCommand(page, 'Foundry Identity: Compare This Deployment with Live Role Assignments');
  const frame = await webviewFrame(page, 'infra/main.bicep and live');
  await frame.locator('h2').first().waitFor();
  const headings = await frame.locator('h2').allInnerTexts();
  expect(headings).toContain('There under another name 1');
  expect(headings).toContain('Declared and not there 1');
  expect(await violationsOf(frame)).toEqual([]);
  await screenshot(page, 'bicep-live');
});

describe.each([
  { theme: 'Default Dark Modern', picture: 'bicep-dark' },
  { theme: 'Default Light Modern', picture: 'bicep-light' },
  { theme: 'Default High Contrast', picture: 'bicep-high-contrast' },
])('under $theme', ({ theme, picture }) => {
  test('a Bicep file shows its lenses and hints', async () => {
    await using workbench = await openSample(theme);
    const { page } = workbench;
    await openFile(page, 'main.bicep');
    await page.locator('.codelens-decoration a', { hasText: 'Account scope missing' }).waitFor();
    await page.locator('.squiggly-warning').first().waitFor();
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await screenshot(page, picture);
  });
});
