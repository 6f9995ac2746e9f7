import type { Report } from '../../core/report/report.ts';

/** What the extension host and the report panel say to each other. Both sides import this file. */

/** One line of the progress: a step of the investigation and, once it ended, what came of it. */
export interface ProgressLine {
  title: string;
  state: 'started' | 'finished';
  reads: number;
  note: string;
}

/** `source` names the tenant that is asked, for a person: "Sample tenant byok-401". */
export type PanelState =
  | { kind: 'empty' }
  | { kind: 'running'; source: string; progress: ProgressLine[] }
  | { kind: 'report'; source: string; report: Report };

export type ToPanel =
  | { type: 'state'; state: PanelState }
  /** The text that was asked for under this key is on the clipboard. */
  | { type: 'copied'; key: string };

/** Commands that the panel's buttons run. */
export const panelCommands = [
  'diagnose',
  'diagnoseAgain',
  'copyReport',
  'exportReport',
  'verifyAgent',
  'watchFix',
  'showAgentLog',
] as const;
export type PanelCommand = (typeof panelCommands)[number];

export type FromPanel =
  | { type: 'ready' }
  | { type: 'copy'; key: string; text: string }
  | { type: 'command'; command: PanelCommand };

/** The key under which the copying of the whole report is confirmed. */
export const wholeReport = 'report';
