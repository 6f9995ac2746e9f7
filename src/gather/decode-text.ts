/**
 * A file's bytes as text. UTF-8 is meant where nothing else is said: what a mark at the start says is
 * UTF-16, as Windows PowerShell writes, is read as that, and bytes that are no UTF-8 as Windows-1252.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder().decode(bytes);
  return text.includes('\ufffd') ? decodeBroken(bytes, text) : text;
}

/** A text that holds the sign for unreadable bytes may have been saved with it. */
function decodeBroken(bytes: Uint8Array, text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A file cut off inside a character is still UTF-8: only its last bytes are unreadable.
    const isCutOff = text.indexOf('\ufffd') === text.length - 1;
    return isCutOff ? text : new TextDecoder('windows-1252').decode(bytes);
  }
}
