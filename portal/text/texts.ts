import { ar } from './ar.ts';
import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

export type { Texts };

const all: Readonly<Record<string, Texts>> = {
  ...{ ar, de, en, es, fr, it, ja, nl, pt, zh },
};

/** The languages that the site's own words are written in. */
export const languages: readonly string[] = Object.keys(all);

/** The site in this language, or in English where it has not been translated. */
export function textsFor(locale: string): Texts {
  const [base = ''] = locale.toLowerCase().split('-');
  return all[base] ?? en;
}

const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function directionOf(locale: string): 'ltr' | 'rtl' {
  const [base = ''] = locale.toLowerCase().split('-');
  return rightToLeft.has(base) ? 'rtl' : 'ltr';
}

/** What a language calls itself, e.g. `Deutsch`. */
export function nameOf(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A day in the words of a language, e.g. `March 1, 2026`. @param time ISO 8601; read in UTC */
export function dayOf(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(time),
  );
}

/** Bytes as people read them, e.g. `1.2 MB`; in the powers of two that limits are set in. */
export function sizeOf(bytes: number, locale: string): string {
  const kilobytes = bytes / 1_024;
  const [amount, unit] =
    kilobytes < 1_024 ? [Math.max(1, kilobytes), 'kilobyte'] : [kilobytes / 1_024, 'megabyte'];
  const digits = amount < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    ...{ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits },
  }).format(amount);
}
