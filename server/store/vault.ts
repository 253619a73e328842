import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals secrets before they are stored: AES-256-GCM under a key that is not in the database. */
export interface Vault {
  /** @param purpose what the secret is for: it opens for that alone. */
  seal(text: string, purpose: string): string;
  /** @throws SealBroken where it was sealed under another key, for another purpose, or was changed */
  open(sealed: string, purpose: string): string;
}

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const algorithm = 'aes-256-gcm';
const version = 'v1';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** @param masterKey text of 32 bytes or more that only the operator knows. */
export function openVault(masterKey: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'porchlight vault', keyBytes));
  return {
    seal(text, purpose) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [version, nonce, Buffer.concat([sealed, cipher.getAuthTag()])]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, purpose) {
      const [kind, nonce = '', content = ''] = sealed.split('.');
      const bytes = Buffer.from(content, 'base64url');
      if (kind !== version || bytes.length < tagBytes) throw new SealBroken('This is no seal.');
      try {
        const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'))
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(-tagBytes));
        const opened = decipher.update(bytes.subarray(0, -tagBytes));
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken('The master key does not open this seal.');
      }
    },
  };
}
