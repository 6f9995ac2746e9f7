import { describe, expect, it } from 'vitest';
import { explainError, UserError } from '../../../src/editor/commands/user-error.ts';

/** What VS Code throws for a cancellation, without VS Code. */
class CancellationError extends Error {
  override readonly name = 'Canceled';
}

describe('what the user is told about an error', () => {
  it('is nothing after a cancellation', () => {
    expect(explainError(new CancellationError())).toBeNull();
    expect(explainError(AbortSignal.abort().reason)).toBeNull();
  });

  it('is the sentence that was written for the user, with what can be done', () => {
    expect(explainError(new UserError('There is no report yet.', ['diagnose']))).toEqual({
      text: 'There is no report yet.',
      actions: ['diagnose'],
    });
  });

  it('is one line and the log for a fault of our own, never a stack', () => {
    const message = explainError(new TypeError('x is not a function\n    at y (z.js:1:2)'));
    expect(message?.text).toMatch(/x is not a function$/);
    expect(message?.actions).toEqual(['show-log']);
  });

  it('never holds a secret', () => {
    const message = explainError(new Error('refused: AccountKey=abcdefghijklmnop; bye'));
    expect(message?.text).not.toContain('abcdefghijklmnop');
  });
});
