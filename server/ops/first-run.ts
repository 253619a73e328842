import type { Clock } from '../clock.ts';
import type { Keys } from '../keys/keys.ts';
import { addAgent } from '../readers/agents.ts';
import type { Store } from '../store/store.ts';

/** What was made, and is to be shown this once. */
export interface Made {
  apiKey?: string;
  widgetSecret?: string;
}

/**
 * Brings an empty store to where somebody can begin: a first agent with an API key, a first site with a
 * widget, and its first key. What exists is left alone.
 */
export async function firstRun(parts: {
  store: Store;
  keys: Keys;
  clock: Clock;
  apiKey: string | null;
  widgetSecret: string | null;
}): Promise<Made> {
  const { store, keys, clock, apiKey, widgetSecret } = parts;
  const made: Made = {};
  const site = await firstSite(store, clock);
  if (!(await exists(store, 'api_key'))) {
    const admin = { email: 'admin@localhost', name: 'Admin', apiKey };
    const added = await store.write((transaction) => addAgent(transaction, clock, admin));
    if (apiKey === null) made.apiKey = added.apiKey;
  }
  if (!(await exists(store, 'signing_key'))) {
    const brought = widgetSecret === null ? {} : { secret: widgetSecret };
    const key = await keys.make({ site, door: 'freshdesk', ...brought });
    if (widgetSecret === null) made.widgetSecret = key.secret;
  }
  return made;
}

async function exists(store: Store, table: 'api_key' | 'signing_key'): Promise<boolean> {
  return (await store.read.selectFrom(table).select('id').limit(1).execute()).length > 0;
}

/** The id of the first site, made where there is none. */
async function firstSite(store: Store, clock: Clock): Promise<number> {
  const row = await store.read.selectFrom('site').select('id').orderBy('id').executeTakeFirst();
  if (row) return row.id;
  const now = clock();
  const dated = { created_at: now, updated_at: now };
  return store.write(async (transaction) => {
    const { id } = await transaction
      .insertInto('site')
      .values({ name: 'Help', primary_locale: 'en', locales: '[]', ...dated })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('widget')
      .values({
        site_id: id,
        name: 'Help',
        origins: '[]',
        appearance: '{}',
        locale: null,
        ...dated,
      })
      .execute();
    return id;
  });
}
