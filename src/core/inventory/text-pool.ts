/**
 * Keeps texts that are the same in many places once. Azure's answers repeat scopes, roles and ids in
 * every row, and what is made of them repeats sentences; each copy would have memory of its own.
 */
export function createTextPool(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const kept = texts.get(text);
    if (kept === undefined) texts.set(text, text);
    return kept ?? text;
  };
}
