import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe-core finds wrong for people who use a keyboard, a screen reader or strong contrast. */
export async function accessibilityViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate<axe.AxeResults>(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] })',
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
