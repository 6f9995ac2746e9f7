import { redact } from '../../core/redact.ts';

/** What a message can offer to do next. */
export type ErrorAction =
  | 'show-log'
  | 'open-settings'
  | 'open-cloud-file-setting'
  | 'diagnose'
  | 'sign-in'
  | 'show-side-bar';

/** An error whose message is a sentence for the user: what is wrong and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly actions: readonly ErrorAction[];

  constructor(message: string, actions: readonly ErrorAction[] = []) {
    super(message);
    this.actions = actions;
  }
}

export interface ErrorMessage {
  /** One sentence, redacted. */
  text: string;
  actions: readonly ErrorAction[];
}

/** VS Code's CancellationError and the platform's own, by the names they carry. */
const cancellations = ['Canceled', 'AbortError'];

/** What to tell the user about an error; null where the user caused it by cancelling. */
export function explainError(error: unknown): ErrorMessage | null {
  if (error instanceof Error && cancellations.includes(error.name)) return null;
  if (error instanceof UserError) return { text: redact(error.message), actions: error.actions };
  const message = error instanceof Error ? error.message : String(error);
  const firstLine = message.split('\n', 1)[0] ?? '';
  return {
    text: `Something went wrong that should not have: ${redact(firstLine)}`,
    actions: ['show-log'],
  };
}
