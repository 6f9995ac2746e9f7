/** The few ASN.1 DER forms that an X.509 certificate is made of. */

const element = (tag: number, ...contents: Buffer[]): Buffer => {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(body.length), body]);
};

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 | octets.length, ...octets]);
}

export const sequence = (...items: Buffer[]): Buffer => element(0x30, ...items);
export const set = (...items: Buffer[]): Buffer => element(0x31, ...items);
export const octetString = (...items: Buffer[]): Buffer => element(0x04, ...items);
export const bitString = (bits: Buffer, unusedBits = 0): Buffer =>
  element(0x03, Buffer.from([unusedBits]), bits);
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const trueValue = (): Buffer => element(0x01, Buffer.from([0xff]));

/** A tag of the structure's own, `[number]`, around whole elements or around a plain value. */
export const explicit = (number: number, ...items: Buffer[]): Buffer =>
  element(0xa0 | number, ...items);
export const implicit = (number: number, value: Buffer): Buffer => element(0x80 | number, value);

/** A non-negative integer from its big-endian octets. */
export const integer = (octets: Buffer): Buffer =>
  element(0x02, (octets[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), octets]) : octets);

/** A date before 2050, to the second. */
export const utcTime = (date: Date): Buffer =>
  element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = rest.flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return element(0x06, Buffer.from([first * 40 + second, ...octets]));
}
