import { z } from 'zod';
import { broughtId } from '../http/input.ts';
import { localeCode } from '../http/locale.ts';
import { accessMode, doorChange, readerList, sessionMax, sitePassword } from './access.ts';
import { newAppearance } from './appearance.ts';
import { brandingChange } from './branding.ts';
import { attachmentLimits, widgetForm } from './find.ts';
import { modes, newLabels } from './labels.ts';
import { newSuggestions } from './suggestions.ts';

// The fields of `/api/v1/sites` and `/api/v1/widgets`. Unknown ones are refused.

const id = z.int('must be a number').min(1);
const name = z.string('must be text').trim().min(1, 'must not be empty').max(255);

const host = z
  .string('must be text')
  .toLowerCase()
  .refine(isHost, 'must be a host name such as help.example.com, with a port where it has one');

const siteContact = z.enum(
  ['everyone', 'readers', 'nobody'],
  'must be everyone, readers or nobody',
);

export const newSite = z.strictObject({
  name,
  /** The primary language. */
  locale: localeCode,
  /** Further languages. */
  locales: z.array(localeCode).max(100).default([]),
  /** Of its pages; readers are sent to the first. */
  hosts: z.array(host).max(20).default([]),
  branding: brandingChange.default({}),
  /** Who may write to support from its pages. */
  contact: siteContact.default('everyone'),
});
export const siteChange = z.strictObject({
  accessMode: accessMode.optional(),
  doors: doorChange.optional(),
  sessionMax: sessionMax.optional(),
  password: sitePassword.optional(),
  readers: readerList.optional(),
  name: name.optional(),
  locale: localeCode.optional(),
  locales: z.array(localeCode).max(100).optional(),
  hosts: z.array(host).max(20).optional(),
  branding: brandingChange.optional(),
  contact: siteContact.optional(),
});

const origin = z
  .string('must be text')
  .refine(isOrigin, 'must be * or an origin such as https://app.example.com, without a path');
const origins = z.array(origin).max(500);

const form = z.strictObject(widgetForm.shape).nullable();
const limits = z.strictObject(attachmentLimits.shape);
const contact = z.enum(['everyone', 'readers'], 'must be everyone or readers');

export const newWidget = z.strictObject({
  id: broughtId,
  name,
  site: id,
  categories: z.array(id).max(1_000).default([]),
  origins: origins.default([]),
  locale: localeCode.nullable().default(null),
  appearance: newAppearance.prefault({}),
  mode: modes.default('all'),
  labels: newLabels.default({}),
  suggestions: newSuggestions.default([]),
  form: form.prefault({}),
  attachmentLimits: limits.prefault({}),
  contact: contact.default('everyone'),
});
/** A list, an appearance, a form or limits that are named are replaced as a whole. */
export const widgetChange = z.strictObject({
  name: name.optional(),
  site: id.optional(),
  categories: z.array(id).max(1_000).optional(),
  origins: origins.optional(),
  locale: localeCode.nullable().optional(),
  appearance: newAppearance.optional(),
  mode: modes.optional(),
  labels: newLabels.optional(),
  suggestions: newSuggestions.optional(),
  form: form.optional(),
  attachmentLimits: limits.optional(),
  contact: contact.optional(),
});

/** As browsers send it in the Host header, in lower case. */
function isHost(text: string): boolean {
  return /^[^\s/?#@\\]+$/.test(text) && URL.parse(`http://${text}`)?.host === text;
}

/** As browsers send it: scheme, host and port alone. Anything else would never match. */
function isOrigin(text: string): boolean {
  return text === '*' || (/^https?:[^*]+$/.test(text) && URL.parse(text)?.origin === text);
}
