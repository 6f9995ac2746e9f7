import * as vscode from 'vscode';
import { withoutControls } from '../../core/text/terminal-controls.ts';

/**
 * A terminal that a log is followed in.
 *
 * A log that grows belongs there rather than into a document, which would be replaced as a whole for
 * every line, or into an output channel, which nothing can end: as with `docker logs --follow`, Ctrl+C
 * or closing it ends the reading, it scrolls along until somebody scrolls up, and what is selected in
 * it can be explained from its context menu.
 */
export interface LogTerminal {
  /** Aborted with a CancellationError when the user presses Ctrl+C or closes the terminal. */
  signal: AbortSignal;
  write(text: string): void;
  /** Nothing more comes: the next key closes the terminal. */
  end(): void;
}

const ctrlC = '\u0003';

export function openLogTerminal(name: string): LogTerminal {
  const controller = new AbortController();
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<void>();
  // What is written before the terminal stands is lost, so it waits.
  let waiting: string[] | null = [];
  let ended = false;
  const stop = (): void => controller.abort(new vscode.CancellationError());
  const terminal = vscode.window.createTerminal({
    name,
    iconPath: new vscode.ThemeIcon('output'),
    pty: {
      onDidWrite: written.event,
      onDidClose: closed.event,
      open() {
        for (const text of waiting ?? []) written.fire(text);
        waiting = null;
      },
      close: stop,
      handleInput(keys: string) {
        if (ended) closed.fire();
        else if (keys === ctrlC) stop();
      },
    },
  });
  terminal.show(true);
  const write = (text: string): void => {
    const lines = withoutControls(text).replaceAll('\n', '\r\n');
    if (waiting === null) written.fire(lines);
    else waiting.push(lines);
  };
  return {
    signal: controller.signal,
    write,
    end() {
      ended = true;
      write('\nThe log is not followed any more. Press any key to close the terminal.\n');
    },
  };
}
