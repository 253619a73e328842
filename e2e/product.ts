import { expect, type Page } from '@playwright/test';
import { type Help, helpOn } from './help.ts';
import type { World } from './world.ts';

/** The demo product in one tab. */
export interface Product {
  readonly help: Help;
  signIn(name: string): Promise<void>;
  signOut(): Promise<void>;
}

/** Words that stand only in articles of one audience. */
export const canaries = {
  signedIn: 'copperwillow',
  acme: 'zephyrquartz',
  globex: 'obsidianlark',
  agents: 'tinderglass',
  bots: 'quillnimbus',
} as const;

/** Readers as their products' backends name them in tokens. */
export const ada = { name: 'Ada Lovelace', email: 'ada@acme.example' };
export const bob = { name: 'Bob Stone', email: 'bob@globex.example' };

export async function openProduct(page: Page, world: World): Promise<Product> {
  await page.goto(world.northwind);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return {
    help,
    async signIn(name) {
      // By keyboard: an open panel may cover the button.
      await page.locator('#app').getByRole('button', { name }).press('Enter');
      await expect(page.getByRole('navigation', { name: 'Product' })).toBeVisible();
    },
    async signOut() {
      await page.locator('summary').click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    },
  };
}
