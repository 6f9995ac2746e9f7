import { expect, test } from 'vitest';
import {
  openWorkbench,
  pickQuickPickItem,
  quickPickLabels,
  readClipboard,
  runCommand,
} from './workbench.ts';

const ask = 'Foundry Identity: Can a Principal Do an Action…';
const scope = 'contoso-foundry';

test('a question is put together from lists and a box, and its fix is copied', async () => {
  await using workbench = await openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'byok-401' },
    userSettings: { 'git.enabled': false },
  });
  const { page } = workbench;
  const box = page.locator('.quick-input-widget input.input');

  await runCommand(page, ask);
  expect(await quickPickLabels(page)).toEqual(['me', 'Another principal…']);
  await pickQuickPickItem(page, 'Another principal…');
  await box.fill('agent:concierge');
  await page.keyboard.press('Enter');
  await pickQuickPickItem(page, 'Call models');

  // Without a report there is no scope to choose from, so it is typed at once.
  const message = page.locator('.quick-input-message');
  await expect.poll(() => message.innerText()).toMatch(/^An ARM id/);
  await box.fill('no scope');
  await expect.poll(() => message.innerText()).toMatch(/^Name an ARM id/);
  await box.fill(scope);
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Copy Fix' }).click();
  await page
    .locator('.tab', { hasText: `Can agent concierge do OpenAI responses write at ${scope}.txt` })
    .waitFor();
  expect(await page.locator('.view-lines').innerText()).toMatch(/^NO/);
  await expect
    .poll(() => readClipboard(page))
    .toMatch(/^az role assignment create \S.*\/accounts\/contoso-foundry$/);

  // A second witness is one click away, and nobody is asked about it before.
  await page.getByRole('button', { name: 'Ask Azure’s checkAccess as a Second Witness' }).click();
  await expect
    .poll(() => page.locator('.view-lines').innerText())
    .toMatch(/Second\switness:\scheckAccess/);
  expect(await page.getByRole('button', { name: 'Compare on One Action…' }).count()).toBe(0);

  // The next time, what was chosen stands first.
  await runCommand(page, ask);
  expect((await quickPickLabels(page))[0]).toBe('agent:concierge');
  await page.keyboard.press('Escape');
});
