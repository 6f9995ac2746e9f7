import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createCertificate } from '../../src/emulator/http/certificate.ts';
import { close, createTls, listen } from '../../src/emulator/http/server.ts';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import { accountVariable, type TestAccount } from '../host/test-account/account.ts';
import { buildTestAccount } from '../host/test-account/build.ts';
import {
  openWorkbench,
  pickQuickPickItem,
  quickPickLabels,
  readClipboard,
  runCommand,
  screenshot,
  webviewFrame,
} from './workbench.ts';

/** The sample, with somebody who may read what its diagnosing application may read. */
function tenantOfAda() {
  const tenant = loadSample('byok-401');
  const [adasId] = Object.keys(tenant.users);
  const doctorsId = tenant.applications[tenant.signIn]?.objectId;
  const roleAssignments = { ...tenant.roleAssignments };
  Object.values(tenant.roleAssignments).forEach((assignment, index) => {
    if (assignment.principalId !== doctorsId || adasId === undefined) return;
    const id = `ada00000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    roleAssignments[id] = { ...assignment, principalId: adasId };
  });
  return { ...tenant, roleAssignments };
}

const ada = { username: 'ada@contoso.onmicrosoft.com', password: 'loopback-only-ada' };
const armScope = 'https://management.azure.com/.default';

/**
 * ARM as somebody sees it who is a guest elsewhere: a list of two tenants. The embedded Azure is one
 * tenant and lists only itself.
 */
async function startTenantList(emulator: RunningEmulator) {
  const certificate = createCertificate(new Date());
  const tenants = [
    { tenantId: emulator.signIn.tenantId, displayName: 'Contoso' },
    { tenantId: '5f2d8b7c-0c1e-4f39-9a55-3f5b6a1d7e20', displayName: 'Guest Works' },
  ];
  const server = createTls(certificate, (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ value: tenants }));
  });
  const origin = `https://127.0.0.1:${await listen(server, 0)}`;
  return { origin, ca: certificate.certificate, stop: () => close(server) };
}

/** A file with the endpoints of the embedded Azure, which takes a sign-in to any tenant. */
async function writeCloudFile(emulator: RunningEmulator): Promise<string> {
  const cloudFile = join(dirname(emulator.caFile), 'cloud.json');
  await writeFile(cloudFile, JSON.stringify({ ...emulator.cloud, tenantId: undefined }));
  return cloudFile;
}

/** Settings with which VS Code takes the embedded Azure for its own custom cloud. */
function customCloud(emulator: RunningEmulator, armOrigin: string) {
  return {
    'microsoft-sovereign-cloud.environment': 'custom',
    'microsoft-sovereign-cloud.customEnvironment': {
      name: 'Embedded',
      portalUrl: emulator.origin,
      managementEndpointUrl: 'https://management.azure.com/',
      resourceManagerEndpointUrl: armOrigin,
      activeDirectoryEndpointUrl: emulator.origin,
      activeDirectoryResourceId: 'https://management.azure.com/',
    },
    // Git asks about the repository around the workspace, in front of what the tests look at.
    'git.enabled': false,
  };
}

/** Consents in the dialog with which VS Code asks whether an extension may use an account. */
async function allow(page: Page): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('signs in with the account of VS Code, to a guest tenant too, and diagnoses with it', async () => {
  await using stack = new AsyncDisposableStack();
  const emulator = await startEmulator({ tenant: tenantOfAda() });
  stack.defer(() => emulator.stop());
  const arm = await startTenantList(emulator);
  stack.defer(() => arm.stop());
  const trusted = join(dirname(emulator.caFile), 'trusted.pem');
  await writeFile(trusted, `${emulator.ca}\n${arm.ca}`);
  const account: TestAccount = {
    ...{ authority: emulator.origin, ca: emulator.ca, ...ada },
    tenantId: emulator.signIn.tenantId,
    homeScope: armScope,
  };
  const workbench = stack.use(
    await openWorkbench({
      moreExtensions: [await buildTestAccount()],
      env: { NODE_EXTRA_CA_CERTS: trusted, [accountVariable]: JSON.stringify(account) },
      userSettings: customCloud(emulator, arm.origin),
      machineSettings: { 'foundryIdentity.cloudFile': await writeCloudFile(emulator) },
    }),
  );
  const { page } = workbench;

  // Nobody is signed in: a sentence with a button, and no dialog that nobody asked for.
  await runCommand(page, 'Foundry Identity: Diagnose BYOK 401');
  await page.getByText('You are not signed in to Azure.').first().waitFor();
  expect(await page.locator('.monaco-dialog-box').count()).toBe(0);
  await screenshot(page, 'sign-in-needed');

  await page.getByRole('button', { name: 'Sign In' }).click();
  await allow(page);

  await runCommand(page, 'Foundry Identity: Select Tenants…');
  expect(await quickPickLabels(page)).toEqual(expect.arrayContaining(['Contoso', 'Guest Works']));
  await screenshot(page, 'select-tenants');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Guest Works' }).click();
  await page.keyboard.press('Enter');
  await allow(page);

  await runCommand(page, 'Foundry Identity: Diagnose BYOK 401');
  expect(await quickPickLabels(page)).toEqual(expect.arrayContaining(['Contoso', 'Guest Works']));
  await pickQuickPickItem(page, 'Contoso');
  const frame = await webviewFrame(page, 'Foundry Identity Report');
  await frame.locator('h1 .summary').waitFor();
  expect(await frame.locator('h1').innerText()).toMatch(/^Problem/);

  await runCommand(page, 'Foundry Identity: Who Am I Calling As?');
  await page.getByText('You are calling as ada@contoso.onmicrosoft.com (user).').first().waitFor();
  await page.locator('.tab', { hasText: 'Who am I calling as.txt' }).waitFor();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect.poll(() => readClipboard(page)).toMatch(/^# Who am I calling as\?\n/);
  expect(await readClipboard(page)).not.toMatch(/eyJ/);
});
