import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  trueValue,
  utcTime,
  utf8String,
} from './der.ts';

export interface ServerCertificate {
  /** The self-signed certificate, which is its own authority. PEM. */
  certificate: string;
  /** PEM, PKCS #8. */
  privateKey: string;
}

const oneDay = 24 * 60 * 60 * 1000;
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

/**
 * A fresh certificate for 127.0.0.1 and localhost, good for a week. It is put together here because
 * the certificate libraries bring a global reflection polyfill, and this code also runs inside the
 * editor's extension host.
 */
export function createCertificate(now: Date): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const publicKeyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(
    set(sequence(objectId('2.5.4.3'), utf8String('Foundry Identity Doctor embedded Azure'))),
  );
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    ecdsaWithSha256,
    name,
    sequence(
      utcTime(new Date(now.getTime() - oneDay)),
      utcTime(new Date(now.getTime() + 7 * oneDay)),
    ),
    name,
    publicKeyInfo,
    explicit(3, extensions(createHash('sha1').update(publicKeyInfo).digest())),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  return {
    certificate: pem(sequence(toBeSigned, ecdsaWithSha256, bitString(signature))),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Positive, and never with a leading zero octet, which DER forbids. */
function serialNumber(): Buffer {
  const octets = randomBytes(12);
  octets[0] = ((octets[0] ?? 0) & 0x7f) | 0x01;
  return octets;
}

/** @param keyId names the key, which signs itself; strict verifiers insist on both mentions. */
function extensions(keyId: Buffer): Buffer {
  const critical = (id: string, value: Buffer): Buffer =>
    sequence(objectId(id), trueValue(), octetString(value));
  const digitalSignatureAndCertSign = bitString(Buffer.from([0b1000_0100]), 2);
  const serverAuth = sequence(objectId('1.3.6.1.5.5.7.3.1'));
  const dnsName = implicit(2, Buffer.from('localhost'));
  const ipAddress = implicit(7, Buffer.from([127, 0, 0, 1]));
  return sequence(
    critical('2.5.29.19', sequence(trueValue())), // basic constraints: an authority
    critical('2.5.29.15', digitalSignatureAndCertSign),
    sequence(objectId('2.5.29.14'), octetString(octetString(keyId))),
    sequence(objectId('2.5.29.35'), octetString(sequence(implicit(0, keyId)))),
    sequence(objectId('2.5.29.37'), octetString(serverAuth)),
    sequence(objectId('2.5.29.17'), octetString(sequence(dnsName, ipAddress))),
  );
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
