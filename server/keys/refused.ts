import type { ErrorCode } from '../../contract/errors.ts';

/** A key cannot be made or changed as asked. Never quotes a secret. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
  readonly code: Extract<ErrorCode, 'input_invalid' | 'not_found' | 'conflict'>;
  /** The field of the request that is at fault. */
  readonly path: string;

  /** @param message what the field must be, such as "must have 32 bytes or more". */
  constructor(code: KeyRefused['code'], path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
