import { expect, test } from 'vitest';
import {
  openWorkbench,
  pickQuickPickItem,
  quickPickLabels,
  runCommand,
  screenshot,
} from './workbench.ts';

const explain = 'Foundry Identity: Explain an Error…';
const refusal =
  'The principal `7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` to perform `POST /openai/v1/responses` operation.';

test('an error that was copied is explained, its identity named and its agent diagnosed', async () => {
  await using workbench = await openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'byok-401' },
    userSettings: { 'git.enabled': false, 'editor.minimap.enabled': false },
  });
  const { page } = workbench;
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(refusal)})`);

  await runCommand(page, explain);
  // The list shows what was copied, as the second line of its item.
  expect(await quickPickLabels(page)).toEqual([
    'What I copied',
    expect.stringMatching(/^The principal .*…$/),
    'Paste or type it…',
  ]);
  await pickQuickPickItem(page, 'What I copied');
  await page.locator('.tab', { hasText: 'A data action is missing.txt' }).waitFor();
  await page.getByRole('button', { name: 'Look Up Who It Is' }).click();
  await page.getByRole('button', { name: 'Diagnose concierge' }).waitFor();
  expect(await page.locator('.view-lines').innerText()).toMatch(
    /who:\sthe\sidentity\sof\sagent\sconcierge,\sversion\s3/,
  );
  // The notification of the reading goes a moment after it.
  await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'hidden' });
  await screenshot(page, 'explain');
  await page.getByRole('button', { name: 'Diagnose concierge' }).click();
  await page.locator('.tab', { hasText: 'Foundry Identity Report' }).waitFor();
});
