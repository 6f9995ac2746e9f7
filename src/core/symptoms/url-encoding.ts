/** Most times that a text is encoded on its way through redirects. */
const mostEncodings = 3;

const encodedByte = /%[0-9a-f]{2}/i;

/** Decodes the words of a text that are URL-encoded, such as an error in a redirect's address. */
export function decodeUrls(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text.replace(/\S+/g, (word) => {
    let decoded = withoutPluses(word);
    for (let times = 0; times < mostEncodings && encodedByte.test(decoded); times += 1) {
      decoded = withoutPluses(decoded.replace(/(?:%[0-9a-f]{2})+/gi, decodeBytes));
    }
    return decoded;
  });
}

/** Only in a query a plus is a space. */
function withoutPluses(word: string): string {
  return /(?:^|[?&#])\w+=/.test(word) ? word.replaceAll('+', ' ') : word;
}

/** Bytes that are no UTF-8, as where a text is cut off inside a character, keep their plain letters. */
function decodeBytes(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes.replace(/%([0-7][0-9a-f])/gi, (_match, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}
