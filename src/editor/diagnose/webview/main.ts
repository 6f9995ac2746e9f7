import { render, type TemplateResult } from 'lit';
import { outcomeWords } from '../../../core/report/vocabulary.ts';
import type { FromPanel, PanelState, ToPanel } from '../protocol.ts';
import type { Actions } from './actions.ts';
import { reportView } from './report-view.ts';
import { emptyView, runningView } from './waiting-views.ts';

/** Where the reader was, kept by VS Code while the panel is hidden. */
interface Place {
  scrollY: number;
  openDetails: string[];
}

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): Place | undefined;
  setState(place: Place): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** How long a button says "Copied", in milliseconds. */
const copiedFor = 2_000;

const vscode = acquireVsCodeApi();
const root = element('report');
const announcement = element('announcement');
const copiedKeys = new Set<string>();
let state: PanelState | undefined;

const actions: Actions = {
  run: (command) => vscode.postMessage({ type: 'command', command }),
  copy: (key, text) => vscode.postMessage({ type: 'copy', key, text }),
  wasCopied: (key) => copiedKeys.has(key),
};

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === 'state') showState(data.state);
  else confirmCopied(data.key);
});
document.addEventListener('scroll', rememberPlace, { passive: true });
// A toggle does not bubble, but it can be caught on its way down.
document.addEventListener('toggle', rememberPlace, { capture: true });
vscode.postMessage({ type: 'ready' });

function showState(next: PanelState): void {
  const first = state === undefined;
  state = next;
  copiedKeys.clear();
  draw();
  announcement.textContent = announce(next);
  if (first) returnToPlace();
  else if (next.kind === 'report') window.scrollTo({ top: 0 });
}

function draw(): void {
  if (state !== undefined) render(viewOf(state), root);
}

function viewOf(shown: PanelState): TemplateResult {
  switch (shown.kind) {
    case 'empty':
      return emptyView(actions);
    case 'running':
      return runningView(shown.source, shown.progress);
    case 'report':
      return reportView(shown.report, shown.source, actions);
  }
}

function announce(shown: PanelState): string {
  switch (shown.kind) {
    case 'empty':
      return '';
    case 'running':
      return shown.progress.at(-1)?.title ?? 'Diagnosing';
    case 'report':
      return `${outcomeWords[shown.report.outcome]}: ${shown.report.summary}`;
  }
}

function confirmCopied(key: string): void {
  copiedKeys.add(key);
  draw();
  announcement.textContent = 'Copied to the clipboard';
  setTimeout(() => {
    copiedKeys.delete(key);
    draw();
    announcement.textContent = '';
  }, copiedFor);
}

function rememberPlace(): void {
  if (state?.kind !== 'report') return;
  const openDetails = [...document.querySelectorAll('details[open]')].map(({ id }) => id);
  vscode.setState({ scrollY: window.scrollY, openDetails });
}

function returnToPlace(): void {
  const place = vscode.getState();
  for (const id of place?.openDetails ?? []) document.getElementById(id)?.setAttribute('open', '');
  window.scrollTo({ top: place?.scrollY ?? 0 });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The document has no element ${id}.`);
  return found;
}
