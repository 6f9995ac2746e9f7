import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { loadSample } from '../../src/emulator/index.ts';
import { startCloud } from './embedded-cloud.ts';
import { openWorkbench, readClipboard, runCommand, screenshot, webviewFrame } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** Git asks about the repository around the workspace, in front of what the tests look at. */
const quiet = { 'git.enabled': false };

async function openSideBar(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Foundry Identity/ }).click();
}

async function openCompany(theme = 'Default Dark Modern'): Promise<Workbench> {
  const workbench = await openWorkbench({
    env: { FOUNDRY_IDENTITY_SAMPLE: 'company' },
    userSettings: { ...quiet, 'workbench.colorTheme': theme },
  });
  await workbench.page.setViewportSize({ width: 1280, height: 1000 });
  await openSideBar(workbench.page);
  // The counts of the projects are there once everything is read.
  await row(workbench.page, /^Project warehouse\. 5 agents\. 1 identity with a problem/).waitFor();
  return workbench;
}

/** A row of the tree by what a screen reader says of it. */
function row(page: Page, name: RegExp): Locator {
  return page.getByRole('treeitem', { name }).first();
}

interface Row {
  level: number;
  expanded: boolean | null;
  name: string;
}

/** The tree as the accessibility tree has it. */
async function readTree(page: Page): Promise<Row[]> {
  const rows = await page.locator('.monaco-list-row[role=treeitem]').all();
  return Promise.all(
    rows.map(async (one) => {
      const [level, expanded, name] = await Promise.all(
        ['aria-level', 'aria-expanded', 'aria-label'].map((attribute) =>
          one.getAttribute(attribute),
        ),
      );
      return {
        level: Number(level),
        expanded: expanded ? expanded === 'true' : null,
        name: name ?? '',
      };
    }),
  );
}

async function openBranches(page: Page, ...names: RegExp[]): Promise<void> {
  for (const name of names) {
    await row(page, name).focus();
    await row(page, name).click({ position: { x: 60, y: 10 } });
    await expect.poll(() => row(page, name).getAttribute('aria-expanded')).toBe('true');
  }
}

/** Chooses an entry of a row's menu. VS Code takes no click in the moment in which the menu opens. */
async function chooseFromMenu(page: Page, of: Locator, entry: string): Promise<void> {
  const menu = page.locator('.context-view .monaco-menu');
  await of.click({ button: 'right' });
  await expect
    .poll(async () => {
      const item = menu.getByText(entry, { exact: true });
      if (await item.isVisible()) await item.click({ timeout: 2_000 }).catch(() => undefined);
      return menu.isVisible();
    })
    .toBe(false);
}

/** Points at a row until its hover is there: VS Code shows none while something moves. */
async function showHover(page: Page, name: RegExp, text: RegExp): Promise<void> {
  const hover = page.locator('.monaco-hover').getByText(text);
  await expect
    .poll(
      async () => {
        await page.mouse.move(900, 700);
        await row(page, name).locator('.label-name').hover();
        await hover.waitFor({ timeout: 3_000 }).catch(() => undefined);
        return hover.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
}

test('the tree says what covers each identity, counts problems upwards and takes names literally', async () => {
  await using workbench = await openCompany();
  const { page } = workbench;
  await openBranches(page, /^Project shop\./, /^Agent concierge\./, /^Agent <b>x/);
  await row(page, /^Agent identity of <b>x/).waitFor();
  await openBranches(page, /^Agent identity of concierge/);
  const rows = await readTree(page);

  const subscription = rows.findIndex(({ name }) => name.startsWith('Subscription Contoso Shop.'));
  expect(rows[subscription]).toMatchObject({ level: 1, expanded: true });
  expect(rows[subscription]?.name).toContain('8 identities with a problem');
  expect(rows).toContainEqual({
    level: 5,
    expanded: true,
    name: 'Agent identity of concierge. account: gap. project: covered',
  });
  expect(rows).toContainEqual({
    level: 6,
    expanded: null,
    name: 'account: gap. No role assignment grants it in ARM. Its model calls need it here.',
  });
  expect(rows.map(({ name }) => name)).toContain(
    'Agent <b>x</b> $(calc). v1, account: gap. 1 identity with a problem',
  );
  expect(
    await row(page, /^Agent <b>x/)
      .locator('.codicon-calc')
      .count(),
  ).toBe(0);

  // Two accounts of one name, a hub, a closed subscription and a private project are all there.
  const names = rows.map(({ name }) => name).join('\n');
  expect(rows.filter(({ name }) => name.startsWith('Account contoso-foundry.'))).toHaveLength(2);
  expect(names).toContain('Hub contoso-hub. hub (classic)');
  expect(names).toMatch(/^Foundry resources: refused\. Azure refused/m);
  await openBranches(page, /^Project payroll\./);
  await row(page, /^Agents: not reachable\./).waitFor();

  const badge = page.getByRole('tab', { name: /^Foundry Identity/ }).locator('.badge-content');
  expect(await badge.innerText()).toBe('10');
});

test('a row can be acted on with the keyboard alone', async () => {
  await using workbench = await openCompany();
  const { page } = workbench;
  await openBranches(page, /^Project shop\./, /^Agent concierge\./);
  await row(page, /^Agent identity of concierge/).click({ position: { x: 60, y: 10 } });
  await page.keyboard.press('Control+Shift+C');
  await expect
    .poll(() => readClipboard(page))
    .toMatch(
      /^az role assignment create --assignee-object-id [\da-f-]{36} .*\/accounts\/contoso-foundry$/,
    );

  await row(page, /^Agent identity of concierge/).click({ position: { x: 60, y: 10 } });
  await page.keyboard.press('Shift+F10');
  const menu = page.locator('.context-view .monaco-menu');
  await menu.waitFor();
  const entries = await menu.locator('.action-label').allInnerTexts();
  expect(entries.filter((entry) => entry !== '')).toEqual([
    'Diagnose This Agent',
    'Verify by Invoking…',
    'Watch until Fixed…',
    'Show Its Log…',
    'Copy Fix Command',
    'Show Role Assignments',
    'Compare With Another Identity…',
    'Reveal in Bicep',
    'Copy Id…',
    'Refresh This Branch',
  ]);
  await page.keyboard.press('Escape');

  await runCommand(page, 'Foundry Identity: Show Role Assignments');
  await page
    .locator('.tab', { hasText: 'Role assignments of agent identity of concierge.md' })
    .waitFor();
  expect(await page.locator('.view-lines').innerText()).toMatch(/Foundry\sUser\s\(formerly/);

  await row(page, /^Agent identity of concierge/).click({ position: { x: 60, y: 10 } });
  await page.keyboard.press('Control+Enter');
  const frame = await webviewFrame(page, 'Foundry Identity Report');
  await frame.locator('h1 .summary').waitFor();
  expect(await frame.locator('header').innerText()).toContain('concierge');
});

test('the tree can be narrowed, flattened and put back', async () => {
  await using workbench = await openCompany();
  const { page } = workbench;
  await runCommand(page, 'Foundry Identity: Show as One List');
  await row(page, /^Agent archivist\./).waitFor();
  const flat = await readTree(page);
  const first = flat.findIndex(({ name }) => name.startsWith('Agent '));
  expect(flat.slice(0, first).every(({ name }) => /(refused|not reachable)\./.test(name))).toBe(
    true,
  );
  const problems = flat.map(({ name }) => name.includes('with a problem'));
  expect(problems.lastIndexOf(true) - problems.indexOf(true) + 1).toBe(10);

  await runCommand(page, 'Foundry Identity: Filter by Name or Id…');
  await page.locator('.quick-input-widget input.input').fill('concierge');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await readTree(page)).filter(({ name }) => name.startsWith('Agent ')).length)
    .toBe(2);
  await page.getByText(/Filter: concierge/).waitFor();

  await Promise.all([page.waitForEvent('load'), runCommand(page, 'Developer: Reload Window')]);
  await page.getByText(/Filter: concierge/).waitFor();
  await runCommand(page, 'Foundry Identity: Clear Filter');
  await runCommand(page, 'Foundry Identity: Group by Subscription');
  await row(page, /^Subscription Contoso Finance\./).waitFor();
});

test('reading is stopped and taken up again by itself, and a slow diagnosis is cancelled', async () => {
  const slow = { slow: { path: '/api/projects/[^/]+/agents', delayMs: 120_000 } };
  await using cloud = await startCloud(loadSample('byok-401'), {
    portal: 'https://portal.example',
  });
  await cloud.setFaults(slow);
  await using workbench = await openWorkbench({
    ...cloud.options,
    userSettings: {
      ...quiet,
      'window.dialogStyle': 'custom',
      'foundryIdentity.autoRefreshMinutes': 0.25,
    },
  });
  const { page } = workbench;
  await openSideBar(page);
  await openBranches(page, /^Project shop\./);
  await row(page, /^Reading agents…/).waitFor();
  await page.locator('.part.sidebar').hover();
  await page.getByRole('button', { name: 'Stop Reading' }).click();
  await row(page, /^Reading agents\. stopped/).waitFor();

  // Nobody asks for it: the setting has everything read again.
  await cloud.setFaults({});
  await row(page, /^Agent concierge\./).waitFor({ timeout: 60_000 });

  await openBranches(page, /^Agent concierge\./, /^Versions/);
  await row(page, /^Version 3\. active, gets the traffic/).waitFor();

  await row(page, /^Agent concierge\./).click({ position: { x: 60, y: 10 } });
  await runCommand(page, 'Foundry Identity: Open in Azure Portal');
  const dialog = page.getByRole('dialog', { name: /open the external website/ });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect
    .poll(() => readClipboard(page))
    .toMatch(
      /^https:\/\/portal\.example\/#@[\da-f-]{36}\/resource\/subscriptions\/.*\/projects\/shop$/,
    );

  await cloud.setFaults(slow);
  await row(page, /^Agent concierge\./).click({ position: { x: 60, y: 10 } });
  await page.keyboard.press('Control+Enter');
  const progress = page.locator('.notification-toast', { hasText: 'Diagnosing' });
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await progress.waitFor({ state: 'detached' });
  const panel = page.locator('.tab', { hasText: 'Foundry Identity Report' });
  await panel.waitFor({ state: 'detached' });
  expect(await page.locator('.notification-toast').count()).toBe(0);
});

describe('where there is nothing to show', () => {
  const sample = loadSample('byok-401');
  const subscriptions = Object.entries(sample.subscriptions);
  const emptied = Object.fromEntries(
    subscriptions.map(([id, one]) => [id, { ...one, resourceGroups: {} }]),
  );
  const doctor = sample.applications[sample.signIn]?.objectId;
  const ofDoctor = Object.entries(sample.roleAssignments).filter(
    ([, { principalId }]) => principalId === doctor,
  );
  /** The only assignments of the tenant: this role at each subscription, for who looks. */
  const onlyRole = (role: string) =>
    Object.fromEntries(
      subscriptions.map(([id], index) => [
        `ea510000-0000-4000-8000-00000000000${index}`,
        { ...ofDoctor[0]![1], scope: `/subscriptions/${id}`, role },
      ]),
    );
  const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
  const agentConsumer = 'eed3b665-ab3a-47b6-8f48-c9382fb1dad6';

  test.each([
    {
      state: 'no subscription',
      tenant: { ...sample, subscriptions: {}, roleAssignments: {} },
      button: 'Select Subscriptions',
      text: /no subscription is shown/,
    },
    {
      state: 'no Foundry account',
      tenant: { ...sample, subscriptions: emptied, roleAssignments: onlyRole(reader) },
      button: 'Refresh',
      text: /has a Microsoft Foundry account that you may see/,
    },
    {
      state: 'no rights',
      tenant: { ...sample, roleAssignments: onlyRole(agentConsumer) },
      button: 'Try Again',
      text: /Azure refuses to list/,
    },
  ])('a welcome says that there is $state', async ({ tenant, button, text }) => {
    await using cloud = await startCloud(tenant);
    await using workbench = await openWorkbench({ ...cloud.options, userSettings: quiet });
    const { page } = workbench;
    await openSideBar(page);
    await page.getByText(text).waitFor();
    await page.getByRole('button', { name: button, exact: true }).waitFor();
  });

  test('a welcome offers to sign in, or a sample without any sign-in', async () => {
    await using workbench = await openWorkbench({
      userSettings: { ...quiet, 'window.dialogStyle': 'custom' },
    });
    const { page } = workbench;
    await openSideBar(page);
    await page.getByRole('button', { name: 'Sign In' }).waitFor();
    await page.getByRole('button', { name: 'Look at a Sample Tenant' }).click();
    await page.locator('.quick-input-widget input.input').fill('company');
    await page.keyboard.press('Enter');
    await row(page, /^Subscription Contoso Shop\./).waitFor();

    // What is done with a row is done in the sample, and not where the settings point.
    await openBranches(page, /^Project shop\./);
    const concierge = row(page, /^Agent concierge\./);
    await chooseFromMenu(page, concierge, 'Verify by Invoking…');
    const invoke = page.getByRole('dialog', { name: /Invoke agent concierge/ });
    await invoke.getByRole('button', { name: 'Cancel' }).click();
    await chooseFromMenu(page, concierge, 'Watch until Fixed…');
    const watch = page.getByRole('dialog', { name: /How shall agent concierge be watched/ });
    await watch.getByRole('button', { name: 'Cancel' }).click();
    await chooseFromMenu(page, concierge, 'Show Its Log…');
    await page.getByText('Agent concierge has no session yet').first().waitFor();
    await runCommand(page, 'Foundry Identity: Leave the Sample Tenant');
    await page.getByRole('button', { name: 'Sign In' }).waitFor();
  });
});

describe.each([
  { theme: 'Default Dark Modern', picture: 'tree-dark' },
  { theme: 'Default Light Modern', picture: 'tree-light' },
  { theme: 'Default High Contrast', picture: 'tree-high-contrast' },
])('the side bar in $theme', ({ theme, picture }) => {
  test('looks like its picture', async () => {
    await using workbench = await openCompany(theme);
    const { page } = workbench;
    await page.setViewportSize({ width: 1100, height: 900 });
    await openBranches(
      page,
      /^Project shop\./,
      /^Agent concierge\./,
      /^Agent identity of concierge/,
    );
    await page.locator('.part.sidebar').hover();
    const bar = await page.locator('.part.sidebar').boundingBox();
    const edge = (bar?.x ?? 0) + (bar?.width ?? 0);
    await page.mouse.move(edge, 600);
    await page.mouse.down();
    await page.mouse.move(520, 600, { steps: 5 });
    await page.mouse.up();
    await showHover(page, /^account: gap\./, /Its model calls need it here/);
    await screenshot(page, picture);
  });
});
