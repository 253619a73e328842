#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { mkdirSync } from 'node:fs';
import { Command } from 'commander';
import { ConfigError, readConfig, wrongConfiguration } from '../config.ts';
import { openSealed, placesIn } from '../main.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import { agentCommand } from './agent.ts';
import { migrateCommand, reindexCommand, seedCommand } from './database.ts';
import { keyCommand } from './key.ts';
import { serveCommand } from './serve.ts';
import { sessionCommand } from './session.ts';
import { tokenCommand } from './token.ts';
import { visibilityCommand } from './visibility.ts';
import { widgetCommand } from './widget.ts';

// The `porchlight` command. Every sub-command works on the data folder that PORCHLIGHT_DATA names,
// also while the server runs: what it changes counts there at once.

const clock = Date.now;

async function open() {
  const config = readConfig(process.env, '0.0.0.0');
  const { database, files } = placesIn(config.data);
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const store = await openSqlite(database);
  return {
    store,
    ...(await openSealed(store, config, clock)),
    clock,
    database,
    files,
    url: config.url,
  };
}

const program = new Command('porchlight')
  .description('Help that knows who is asking')
  .showHelpAfterError()
  .addCommand(serveCommand(clock, process.env))
  .addCommand(migrateCommand(open))
  .addCommand(seedCommand(open))
  .addCommand(agentCommand(open))
  .addCommand(keyCommand(open))
  .addCommand(sessionCommand(open))
  .addCommand(tokenCommand(open))
  .addCommand(visibilityCommand(open))
  .addCommand(widgetCommand(open))
  .addCommand(reindexCommand(open));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = wrongConfiguration;
  } else {
    process.stderr.write(`error: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.exitCode = 1;
  }
}
