import type { PanelCommand } from '../protocol.ts';

/** What the views can ask for. */
export interface Actions {
  run(command: PanelCommand): void;
  /** Copies a text. The key identifies the button that confirms it. */
  copy(key: string, text: string): void;
  /** Whether what the key stands for was copied a moment ago. */
  wasCopied(key: string): boolean;
}
