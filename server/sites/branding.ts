import { z } from 'zod';
import { faultsInCss } from './custom-css.ts';

const mostHeaderLinks = 8;
const mostFooterLinks = 40;
/** In UTF-16 units. */
const longestCss = 100_000;

const link = z.strictObject({
  label: z.string('must be text').trim().min(1, 'must not be empty').max(80),
  href: z
    .string('must be text')
    .max(2_000)
    .refine(leadsSomewhere, 'must be an http, https or mailto address, or a path of the site'),
});

const css = z
  .string('must be text')
  .max(longestCss)
  .superRefine((text, context) => {
    for (const fault of faultsInCss(text)) context.addIssue(fault);
  });

const logo = z.object({
  /** The file's name in the data folder. */
  file: z.string(),
  type: z.string(),
  width: z.number(),
  height: z.number(),
});

/** How a site's pages look where nothing else is said; also fills what a stored branding leaves out. */
export const branding = z.object({
  /** Of buttons and marks; links get a lighter or darker one that can be read. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a hex colour such as #2f5bea')
    .default('#2f5bea'),
  header: z.array(link).max(mostHeaderLinks).default([]),
  footer: z.array(link).max(mostFooterLinks).default([]),
  /** The site's own style sheet; see `faultsInCss`. */
  css: z.string().default(''),
  logo: logo.nullable().default(null),
});

export type Branding = z.output<typeof branding>;

const { colour, header, footer } = branding.shape;

/** What of it is written with the site; the logo has an address of its own. What is not named stays as it is. */
export const brandingChange = z
  .strictObject({
    colour: colour.unwrap(),
    header: header.unwrap(),
    footer: footer.unwrap(),
    css,
  })
  .partial();

function leadsSomewhere(address: string): boolean {
  if (/[\s\\]/.test(address)) return false;
  if (address.startsWith('/')) return !address.startsWith('//');
  return /^(https?:\/\/[^/]|mailto:[^@]+@)/i.test(address) && URL.canParse(address);
}
