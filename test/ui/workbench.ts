import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../host/browser.ts';
import { downloads, repository } from '../host/paths.ts';
import { copySampleWorkspace } from '../host/sample-workspace.ts';
import { startVsCodeServer, type VsCodeServerOptions } from '../host/vscode-server.ts';

export interface Workbench extends AsyncDisposable {
  readonly page: Page;
}

/**
 * Starts VS Code with the extension on a copy of the sample workspace, opens it in a browser whose clipboard
 * may be read, and waits until the workbench stands. Disposing of it ends browser and server.
 */
export async function openWorkbench(
  options: Partial<VsCodeServerOptions> = {},
): Promise<Workbench> {
  await using started = new AsyncDisposableStack();
  const workspace = started.use(await copySampleWorkspace());
  const server = started.use(
    await startVsCodeServer({
      workspace: workspace.path,
      extensionPath: repository,
      ...options,
    }),
  );
  const browser = started.use(await launchBrowser());
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: new URL(server.url).origin,
  });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  const everything = started.move();
  return { page, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}

/** Opens the command palette and types `text` behind its ">". */
export async function openCommandPalette(page: Page, text = ''): Promise<void> {
  await page.keyboard.press('F1');
  await quickInput(page).fill(`>${text}`);
}

/**
 * Runs a command by the title that the palette shows, for example "Foundry Identity: Diagnose BYOK
 * 401". Tries again for half a minute, because the palette learns an extension's commands only
 * when its extension host has started.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const giveUp = performance.now() + 30_000;
  for (;;) {
    await openCommandPalette(page, title);
    const item = quickPickItem(page, title);
    try {
      await item.waitFor({ timeout: 3_000 });
    } catch (error) {
      if (performance.now() > giveUp) {
        throw new Error(`The command palette does not offer "${title}".`, { cause: error });
      }
      await page.keyboard.press('Escape');
      continue;
    }
    await choose(item);
    return;
  }
}

/** Chooses the item with this label in the quick pick that is open or about to open. */
export async function pickQuickPickItem(page: Page, label: string): Promise<void> {
  // A long list holds only the rows in view, so it is filtered first.
  await quickInput(page).fill(label);
  await choose(quickPickItem(page, label));
}

/** The items that the open quick pick or palette shows, without their descriptions. */
export async function quickPickLabels(page: Page): Promise<string[]> {
  await quickPickRows(page).first().waitFor();
  return quickPickRows(page).locator('.label-name').allInnerTexts();
}

/** The inside of the webview panel with this title, once it has loaded. */
export async function webviewFrame(page: Page, title: string): Promise<Frame> {
  const giveUp = performance.now() + 30_000;
  while (performance.now() < giveUp) {
    for (const frame of page.frames()) {
      if (await isWebview(frame, title)) {
        return frame;
      }
    }
    await delay(100);
  }
  throw new Error(`No webview panel with the title "${title}" has opened.`);
}

/** What the last copy put on the clipboard. */
export async function readClipboard(page: Page): Promise<string> {
  // Only a focused document may read it, and a webview may have the focus.
  await page.bringToFront();
  return page.evaluate<string>('window.focus(), navigator.clipboard.readText()');
}

/**
 * Takes a picture of the window and returns its path: the one that the README shows when
 * UPDATE_SCREENSHOTS is 1, else one that git ignores.
 */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder =
    process.env['UPDATE_SCREENSHOTS'] === '1'
      ? join(repository, 'media/screenshots')
      : join(downloads, 'screenshots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  return path;
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget input.input');
}

function quickPickRows(page: Page): Locator {
  return page.locator('.quick-input-list .monaco-list-row');
}

function quickPickItem(page: Page, label: string): Locator {
  return quickPickRows(page).filter({
    has: page.locator('.label-name').getByText(label, { exact: true }),
  });
}

/** Clicks an item and waits until its list is gone: the next quick pick reuses the same elements. */
async function choose(item: Locator): Promise<void> {
  await item.click();
  await item.waitFor({ state: 'hidden' });
}

async function isWebview(frame: Frame, title: string): Promise<boolean> {
  if (frame.parentFrame() === null || frame.isDetached()) {
    return false;
  }
  const element = await frame.frameElement();
  const [id, itsTitle] = await Promise.all([
    element.getAttribute('id'),
    element.getAttribute('title'),
  ]);
  // VS Code calls a frame pending while it loads, and gives the visible one this id.
  return id === 'active-frame' && itsTitle === title;
}
