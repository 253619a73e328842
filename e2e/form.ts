import { expect, type Locator } from '@playwright/test';
import type { Help } from './help.ts';

/** The contact form as its writer meets it. */
export interface ContactForm {
  /** A field by its name, whatever its label says. */
  field(name: string): Locator;
  readonly files: Locator;
  readonly send: Locator;
  /** The summary of what is wrong. */
  readonly faults: Locator;
  readonly sent: Locator;
  /** Fills what every ticket needs; a reader who is signed in has a name and an address already. */
  fill(values?: Record<string, string>): Promise<void>;
  /** Goes there from home. */
  open(): Promise<void>;
}

export function contactFormIn(help: Help): ContactForm {
  const { panel } = help;
  const field = (name: string) => panel.locator(`[id="field-${name}"]`);
  return {
    field,
    files: panel.locator('input[type=file]'),
    send: panel.getByRole('button', { name: /^Send/ }),
    faults: panel.getByRole('region', { name: 'Please check these fields' }),
    sent: panel.getByRole('heading', { name: 'Message sent' }),
    async fill(values = {}) {
      const whole = { subject: 'It does not load', description: 'Since this morning.', ...values };
      for (const [name, value] of Object.entries(whole)) await field(name).fill(value);
    },
    async open() {
      await panel.getByRole('button', { name: 'Contact us' }).click();
      await expect(field('subject')).toBeVisible();
    },
  };
}

export const grace = { name: 'Grace Hopper', email: 'grace@navy.example' };
