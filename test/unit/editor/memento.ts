import type { Memento } from 'vscode';

/** What VS Code remembers for an extension, for as long as a test runs. */
export function createMemento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, fallback?: T) => (values.get(key) as T | undefined) ?? fallback,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
}
