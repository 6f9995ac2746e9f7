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

  // Nobody has called the agent yet, so there is no log, and a sentence says how there comes to be one.
  await report.getByRole('button', { name: 'Show Agent Log…' }).click();
  await page.getByText('Agent concierge has no session yet').first().waitFor();
  await page.getByRole('button', { name: 'Verify by Invoking…' }).click();
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

  // The session of that call is known, so its log opens at once.
  await page.getByRole('button', { name: 'Show Agent Log' }).click();
  await page.locator('.tab', { hasText: 'Console log of concierge.txt' }).waitFor();
  const refusal = page.getByText('The log of agent concierge shows a refusal: ').first();
  await refusal.waitFor();
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.locator('.tab', { hasText: 'The model’s endpoint refused the agent.txt' }).waitFor();

  // Whose log it was is known, so its diagnosis asks for nothing.
  await page.getByRole('button', { name: 'Diagnose concierge' }).click();
  await page.locator('.tab.active', { hasText: 'Foundry Identity Report' }).waitFor();
  expect(await page.locator('.quick-input-widget').isVisible()).toBe(false);
});

test('a log is chosen among sessions, and followed until somebody has seen enough', async () => {
  await using workbench = await openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'session-log' },
    userSettings: { 'git.enabled': false },
  });
  const { page } = workbench;
  await runCommand(page, 'Foundry Identity: Show Agent Log…');
  // A pointer that rests on the box has its hover open, over the buttons of the list.
  await page.mouse.move(900, 700);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'sess_evening' }).waitFor();
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringMatching(/^sess_evening.*version 3 · idle\nlast used \d+ minutes ago$/),
    expect.stringMatching(/^sess_morning.*version 2 · expired\nlast used \d+ days ago$/),
  ]);

  // Buttons of the list say which log, and that it is followed.
  const box = page.locator('.quick-input-widget input.input');
  for (const [name, asked] of [
    [/^System Log/, /system log to read/],
    ['Follow It Live', /system log to follow/],
    [/^Console Log/, /console log to follow/],
  ] as const) {
    await page.getByRole('button', { name }).click();
    await expect.poll(() => box.getAttribute('placeholder')).toMatch(asked);
  }
  await box.press('Enter');
  await page.getByText('The log of agent concierge shows a refusal: ').first().waitFor();
  const terminal = page.locator('.part.panel .xterm');
  await expect.poll(() => terminal.innerText()).toMatch(/lacks\sthe\srequired\sdata\saction/);
  await terminal.click();
  await page.keyboard.press('Control+C');
  await expect.poll(() => terminal.innerText()).toMatch(/not\sfollowed\sany\smore/);
});
