/**
 * Writing to support: `POST /tickets` of the widget's API, and the proof of work that it may ask for.
 */

/** Names one filling of a form, 16 to 255 visible ASCII characters: however often it is sent, there is one ticket. */
export const IdempotencyHeader = 'Idempotency-Key';

/**
 * A body of `POST /tickets`, as JSON. As `multipart/form-data` the same fields are parts of text, custom ones are
 * called `custom_fields[cf_page]`, a ticked box is `true`, and files are parts called `attachments[]`.
 */
export interface TicketRequest {
  name?: string;
  email?: string;
  subject?: string;
  description?: string;
  type?: string;
  priority?: number;
  status?: number;
  custom_fields?: Record<string, string | number | boolean | null>;
  /** Which of the forms in `HomeAnswer.form` was filled; the first where absent. */
  formId?: number;
  /** Address of the page on which it was written, at most 2,048 characters. */
  page?: string;
  /** A field that people do not see, and machines fill. */
  website?: string;
}

/** 201 */
export interface TicketAnswer {
  id: number;
  /** What a person quotes, e.g. `PL-7K2F-9Q`. */
  reference: string;
}

/**
 * Comes with the problem `proof_required` as its `challenge`. The one who asks looks for the smallest `counter`
 * from 0 on for which SHA-256 of salt, nonce (both decoded from hex) and the counter as 4 bytes, big-endian,
 * begins with `keyPrefix`, and sends the same request once more, with the answer in {@link ProofHeader}.
 * It is a challenge of altcha-lib 2 with a cost of 1, so that library's solver fits too.
 */
export interface ProofChallenge {
  parameters: {
    algorithm: 'SHA-256';
    /** Hex, 16 bytes. */
    nonce: string;
    /** Hex, 16 bytes. */
    salt: string;
    cost: 1;
    keyLength: 32;
    /** Hex. */
    keyPrefix: string;
    /** For which widget, and until when in milliseconds since 1970. */
    data: { widget: number; until: number };
  };
  signature: string;
}

/** A solved challenge; travels as base64 of its JSON in {@link ProofHeader}. It counts once. */
export interface Proof {
  challenge: ProofChallenge;
  solution: {
    counter: number;
    /** Hex of the whole hash, 32 bytes. */
    derivedKey: string;
  };
}

export const ProofHeader = 'Porchlight-Proof';

/** Endings of file names that no form takes, whatever its widget allows: programs of some system or other. */
export const RefusedEndings: readonly string[] = [
  ...[
    'apk',
    'app',
    'bat',
    'cmd',
    'com',
    'cpl',
    'dll',
    'exe',
    'hta',
    'jar',
    'jse',
    'lnk',
    'msc',
    'msi',
  ],
  ...['msp', 'pif', 'ps1', 'reg', 'scr', 'vb', 'vbe', 'vbs', 'wsf', 'wsh'],
];

/** Why a file is not taken, beside `FieldFaultCode` for fields. Its path is `attachments.0`, or `attachments` for all. */
export type FileFaultCode =
  | 'files_not_taken'
  | 'too_many_files'
  | 'files_too_large'
  | 'file_empty'
  | 'file_type_refused';
