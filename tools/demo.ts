import { pino } from 'pino';
import { startNorthwind } from '../examples/northwind/app.ts';
import { demoCustomers } from '../examples/northwind/customers.ts';
import { seedDemo } from '../server/cli/seed.ts';
import type { Clock } from '../server/clock.ts';
import { ConfigError, portFault, readConfig, wrongConfiguration } from '../server/config.ts';
import { type Running, startServer } from '../server/main.ts';
import { firstRun, type Made } from '../server/ops/first-run.ts';
import { updateSite } from '../server/sites/sites.ts';
import type { Store } from '../server/store/store.ts';

// A server with demo content and, on another origin, the product of a customer that uses it.
try {
  await demo();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(wrongConfiguration);
}

async function demo() {
  const config = readConfig(process.env, '127.0.0.1');
  const log = pino({ level: config.logLevel });
  const clock = Date.now;
  let made: Made = {};
  const server = await startServer({
    config,
    clock,
    log,
    async prepare({ store, keys, files }) {
      const origins = [
        `http://localhost:${config.demoPort}`,
        `http://127.0.0.1:${config.demoPort}`,
        // The playground's page.
        new URL(config.url).origin,
      ];
      await seedDemo({ store, clock, files, origins, log: (line) => log.debug(line) });
      made = await firstRun({ store, keys, clock, ...config });
    },
    demo: async (store) => ({ widget: (await firstWidget(store)).id, readers: demoCustomers() }),
  });
  const widget = await firstWidget(server.store);
  const signer = await server.keys.signerOf(widget.site_id, 'freshdesk');
  if (!signer)
    throw new Error('The demo site has no live key: make one, or delete the data folder.');
  const helpLogin = await openHelpLogin(server, widget.site_id, config.demoPort, clock);
  const northwind = await startNorthwind({
    helpLoginSecret: helpLogin.secret,
    port: config.demoPort,
    helpUrl: config.url,
    widgetId: widget.id,
    secret: signer.secret,
    clock,
  }).catch(async (error) => {
    await server.close();
    throw portFault(error, 'DEMO_PORT', config.demoPort);
  });
  process.stdout.write(greeting(config, widget.id, made));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await Promise.all([northwind.close(), server.close()]);
      process.exit(0);
    });
  }
}

function firstWidget(store: Store): Promise<{ id: number; site_id: number }> {
  return store.read
    .selectFrom('widget')
    .select(['id', 'site_id'])
    .orderBy('id')
    .executeTakeFirstOrThrow();
}

/** The product is where readers of the help centre sign in. @returns the key that it signs with */
async function openHelpLogin(
  { store, keys }: Pick<Running, 'store' | 'keys'>,
  site: number,
  demoPort: number,
  clock: Clock,
) {
  const loginUrl = `http://localhost:${demoPort}/help-login`;
  await store.write((transaction) =>
    updateSite(transaction, clock, site, {
      doors: { developerhub: { loginUrl, errorOrigins: [] } },
    }),
  );
  const door = 'developerhub';
  return (await keys.signerOf(site, door)) ?? (await keys.make({ site, door }));
}

function greeting(config: { url: string; demoPort: number }, widget: number, made: Made): string {
  const lines = [
    '',
    'Porchlight is open.',
    '',
    `  Demo product     http://localhost:${config.demoPort}   (sign in as Ada, Bob or Chloé, one click each)`,
    `  Help centre      ${config.url}   (the site of the same articles; anybody may look)`,
    `  Playground       ${config.url}/playground   (every setting and command of the widget)`,
    `  Widget script    ${config.url}/widgets/${widget}.js`,
    ...(made.apiKey ? [`  API key          ${made.apiKey}   (shown this once)`] : []),
    ...(made.widgetSecret ? [`  Widget secret    ${made.widgetSecret}   (shown this once)`] : []),
    '',
  ];
  return lines.join('\n');
}
