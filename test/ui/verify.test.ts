import { expect, test } from 'vitest';
import { openWorkbench, runCommand, webviewFrame } from './workbench.ts';

test('a report leads to the agent’s own answer, after a yes', async () => {
  await using workbench = await openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'byok-401' },
    userSettings: { 'git.enabled': false, 'window.dialogStyle': 'custom' },
  });
  const { page } = workbench;
  await runCommand(page, 'Foundry Identity: Diagnose BYOK 401');
  const report = await webviewFrame(page, 'Foundry Identity Report');
  const button = report.getByRole('button', { name: 'Invoke to Verify…' });

  await button.click();
  const dialog = page.getByRole('dialog', { name: /Invoke agent concierge/ });
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('calls its model, which may cost money');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('.tab', { hasText: 'Answer of concierge' }).count()).toBe(0);

  await button.click();
  await dialog.getByRole('button', { name: 'Invoke', exact: true }).click();
  await page.locator('.tab', { hasText: 'Answer of concierge' }).waitFor();
  expect(await page.locator('.view-lines').innerText()).toMatch(/SILENT\sDENIAL/);
  await page.getByRole('button', { name: 'Watch for the Fix' }).waitFor();
});
