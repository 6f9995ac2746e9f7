import { expect, test } from 'vitest';
import { openCommandPalette, openWorkbench, quickPickLabels } from './workbench.ts';

test('the command palette offers the diagnosis', async () => {
  await using workbench = await openWorkbench();
  const { page } = workbench;
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Escape');
        await openCommandPalette(page, 'Foundry Identity');
        return quickPickLabels(page);
      },
      { timeout: 30_000 },
    )
    .toContain('Foundry Identity: Diagnose BYOK 401');
});
