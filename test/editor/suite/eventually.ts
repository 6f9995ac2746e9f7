/** Tries again until something is so, or 20 seconds have passed; answers what was found last. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isSo: (found: T) => boolean,
): Promise<T> {
  const giveUp = performance.now() + 20_000;
  for (;;) {
    const found = await look();
    if (isSo(found) || performance.now() > giveUp) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
