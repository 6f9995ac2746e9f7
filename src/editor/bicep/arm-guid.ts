import { createHash } from 'node:crypto';

/** The namespace of the GUIDs that templates make, as Azure documents it. */
const namespace = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/** What `guid()` gives in a template: a UUID of version 5 over the values, joined by hyphens. */
export function armGuid(values: string[]): string {
  const hash = createHash('sha1').update(namespace).update(values.join('-')).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = hash.toString('hex', 0, 16);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
