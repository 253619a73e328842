import { resolve } from 'node:path';
import { z } from 'zod';

/** What the environment says, checked once. Nothing else reads it. */
export interface Config {
  port: number;
  host: string;
  demoPort: number;
  /** The public address, without a slash at the end. */
  url: string;
  /** The data folder, absolute. */
  data: string;
  apiKey: string | null;
  widgetSecret: string | null;
  /** What secrets are sealed under; null for the key in the data folder. */
  masterKey: string | null;
  /** Whether customers' public keys may be fetched from inside this network, and over plain HTTP. */
  privateJwks: boolean;
  limits: Limits;
  /** Where outgoing mail is handed on; null keeps it in the outbox. */
  smtp: string | null;
  /** The address in From. */
  mailFrom: string;
  /** How long mail stays in the outbox, in milliseconds, whatever became of it; null for good. */
  mailKept: number | null;
  trustProxy: boolean | number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** Per address and, once known, per reader; null where there is none. */
export interface Limits {
  reads: Limit | null;
  signIns: Limit | null;
  tickets: Limit | null;
}

/** At most `requests` in `window` milliseconds. */
export interface Limit {
  requests: number;
  window: number;
}

/** The exit code for wrong configuration (sysexits.h: EX_CONFIG). */
export const wrongConfiguration = 78;

/** Names every variable that is wrong and what is expected of it. Holds no values: they may be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** What is wrong with a port that cannot be listened on; any other error as it is. @param variable that names it */
export function portFault(error: unknown, variable: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new ConfigError([`${variable} ${port} is taken: choose a free port`]);
  }
  if (code === 'EACCES') {
    return new ConfigError([`${variable} ${port} is not for this user: choose one above 1023`]);
  }
  return error;
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const day = 86_400_000;

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number, 0 to 65535');

const limit = z.string().transform((text, context): Limit | null => {
  if (text === 'off') return null;
  const [, requests, amount, unit = ''] =
    /^([1-9]\d{0,8})\/([1-9]\d{0,3})([smh])$/.exec(text) ?? [];
  const millis = units[unit];
  if (requests && amount && millis) {
    return { requests: Number(requests), window: Number(amount) * millis };
  }
  context.addIssue('must look like 1200/1m (requests / time in s, m or h), or be off');
  return z.NEVER;
});

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((text) => text.replace(/\/+$/, ''));

const variables = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1, 'must be an address to listen on'),
  DEMO_PORT: port.default(4100),
  PORCHLIGHT_URL: httpUrl.optional(),
  PORCHLIGHT_DATA: z.string().min(1, 'must be a folder').default('./data'),
  PORCHLIGHT_API_KEY: z.string().min(20, 'must have 20 characters or more').optional(),
  PORCHLIGHT_WIDGET_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, 'must have 32 bytes or more')
    .optional(),
  PORCHLIGHT_MASTER_KEY: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, 'must have 32 bytes or more')
    .optional(),
  PORCHLIGHT_PRIVATE_JWKS: z.enum(['off', 'on'], 'must be off or on').default('off'),
  RATE_LIMIT_READS: limit.default({ requests: 1200, window: 60_000 }),
  RATE_LIMIT_SIGN_INS: limit.default({ requests: 60, window: 60_000 }),
  RATE_LIMIT_TICKETS: limit.default({ requests: 20, window: 600_000 }),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps address' }).optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  MAIL_KEPT: z
    .string()
    .regex(/^(?:off|[3-9]d|[1-9]\d{1,4}d)$/, 'must be 3d (three days) or more, or off')
    .transform((text) => (text === 'off' ? null : Number.parseInt(text, 10) * day))
    .default(90 * day),
  TRUST_PROXY: z
    .string()
    .regex(/^(off|on|\d{1,2})$/, 'must be off, on, or the number of proxies in front')
    .transform((text) => (text === 'off' ? false : text === 'on' ? true : Number(text)))
    .default(false),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'must be fatal, error, warn, info, debug or silent',
    })
    .default('info'),
});

/**
 * Reads the configuration. Empty variables count as absent.
 * @param host where to listen when HOST does not say.
 * @throws ConfigError with every fault at once.
 */
export function readConfig(environment: NodeJS.ProcessEnv, host: string): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = variables.safeParse({ HOST: host, ...given });
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
    );
  }
  const read = result.data;
  const url = read.PORCHLIGHT_URL ?? `http://localhost:${read.PORT}`;
  return {
    port: read.PORT,
    host: read.HOST,
    demoPort: read.DEMO_PORT,
    url,
    data: resolve(read.PORCHLIGHT_DATA),
    apiKey: read.PORCHLIGHT_API_KEY ?? null,
    widgetSecret: read.PORCHLIGHT_WIDGET_SECRET ?? null,
    masterKey: read.PORCHLIGHT_MASTER_KEY ?? null,
    privateJwks: read.PORCHLIGHT_PRIVATE_JWKS === 'on',
    limits: {
      reads: read.RATE_LIMIT_READS,
      signIns: read.RATE_LIMIT_SIGN_INS,
      tickets: read.RATE_LIMIT_TICKETS,
    },
    smtp: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM ?? `no-reply@${new URL(url).hostname}`,
    mailKept: read.MAIL_KEPT,
    trustProxy: read.TRUST_PROXY,
    logLevel: read.LOG_LEVEL,
  };
}
