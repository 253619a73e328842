import { z } from 'zod';

// How a site's pages are entered: fields of `/api/v1/sites`, kept as JSON.

export const accessMode = z.enum(
  ['public', 'password', 'email', 'doors'],
  'must be public, password, email or doors',
);

/** What a visitor without a session meets: the pages that everyone may see, or a gate before every page. */
export type AccessMode = z.output<typeof accessMode>;

const address = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2_000);
const origin = z
  .string('must be text')
  .refine(
    (text) => /^https?:/.test(text) && URL.parse(text)?.origin === text,
    'must be an origin such as https://app.example.com, without a path',
  );
const host = z
  .string('must be text')
  .toLowerCase()
  .regex(/^[a-z0-9.-]{1,253}(:\d{1,5})?$/, 'must be a host name');

export const doorSettings = z.strictObject({
  helpkit: z
    .strictObject({
      loginUrl: address,
      /** Whether readers are sent to the login URL without a page in between. */
      autoRedirect: z.boolean().default(false),
      /** Which tokens open one session alone: all of them, or those that have a `jti`. */
      replay: z.enum(['always', 'jti'], 'must be always or jti').default('always'),
    })
    .exactOptional(),
  developerhub: z
    .strictObject({
      loginUrl: address,
      /** Where a token's `error_redirect_url` may lead. */
      errorOrigins: z.array(origin).max(100).default([]),
    })
    .exactOptional(),
  mintlify: z
    .strictObject({
      /** Each with a name for the reader to choose by, or without. */
      loginUrls: z
        .array(z.union([address, z.strictObject({ name: z.string().trim().min(1), url: address })]))
        .min(1, 'must name at least one address')
        .max(20),
      /** What the claim `host` must say where a token has one; the site's own names where null. */
      host: host.nullable().default(null),
    })
    .exactOptional(),
});

/** The redirect doors that a site has, with their settings. */
export type DoorSettings = z.output<typeof doorSettings>;

/** A door that is named is replaced as a whole; null takes it away; others stay. */
export const doorChange = z.strictObject({
  helpkit: doorSettings.shape.helpkit.nullable().optional(),
  developerhub: doorSettings.shape.developerhub.nullable().optional(),
  mintlify: doorSettings.shape.mintlify.nullable().optional(),
});

/** Seconds, a minute to a year; null for what each door allows. */
export const sessionMax = z
  .int('must be a number of seconds')
  .min(60, 'must be 60 or more')
  .max(31_536_000, 'must be at most 31536000 (a year)')
  .nullable();

/** Who may read a site of mode `email`: addresses, and all of a domain as `@acme.example`. */
export const readerList = z
  .array(
    z
      .string('must be text')
      .trim()
      .toLowerCase()
      .regex(
        /^[^\s@,;<>]{0,64}@[^\s@,;<>]{1,190}$/,
        'must be an address or a domain as @example.com',
      ),
  )
  .max(10_000);

/** Shown never. */
export const sitePassword = z
  .string('must be text')
  .min(8, 'must have 8 characters or more')
  .max(200)
  .nullable();

export interface SiteAccess {
  readonly mode: AccessMode;
  readonly doors: DoorSettings;
  readonly sessionMax: number | null;
}

/** @returns `doors` as they are after the change. */
export function changeDoors(
  before: DoorSettings,
  change: z.output<typeof doorChange>,
): DoorSettings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const after = { ...before, ...Object.fromEntries(named) };
  return doorSettings.parse(
    Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)),
  );
}
