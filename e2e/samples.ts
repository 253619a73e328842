import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import { freePort } from '../server/free-ports.ts';

// The sample backends that vendors print, run as they are but for their configuration.

const seeds = join(import.meta.dirname, '../../shared/seeds');
const modules = join(import.meta.dirname, '../node_modules');

export const samplesAreHere = existsSync(seeds);

/** A customer's backend with its login page. */
export interface Sample {
  /** Where readers sign in. */
  readonly loginUrl: string;
  readonly origin: string;
  close(): Promise<void>;
}

/** HelpKit's Express app. Its login page is mentioned, but not printed. @param secret the visitor secret key */
export function startHelpkitSample(help: string, secret: string): Promise<Sample> {
  const text = seed('helpkit-custom-backend');
  const app = text.slice(text.indexOf('// app.js'), text.indexOf('4. Login Form (EJS)'));
  return startSample(
    (port) => ({
      'app.js': app,
      '.env': `HELPKIT_VISITOR_SECRET_KEY=${secret}\nHELPKIT_SITE_URL=${help}/access\nPORT=${port}\n`,
      'views/login.ejs': loginPage,
    }),
    // `app.get('*')` is of Express 4, which `npm install express` gave when the page was written.
    { express: 'express4', 'body-parser': '', jsonwebtoken: '', dotenv: '', ejs: '' },
    '/login',
  );
}

/** DeveloperHub's "Example Express App", which signs everybody in. @param secret the API key */
export function startDeveloperhubSample(
  help: string,
  secret: string,
  adapt: (app: string) => string = (app) => app,
): Promise<Sample> {
  const [, app = ''] =
    /An example express app which you may use:\n(.*?)Limiting Access to One Device/s.exec(
      seed('developerhub-custom-login'),
    ) ?? [];
  return startSample(
    (port) => ({
      'app.js': adapt(app)
        .replace(/apiKey = '[^']*'/, `apiKey = '${secret}'`)
        .replace('https://docs.pied-piper.com', help)
        .replace('port = 1234', `port = ${port}`),
    }),
    { express: '', jsonwebtoken: '' },
    '/login',
  );
}

/** Mintlify's handler, called for a user who is signed in. @param privatePem PKCS8 */
export async function startMintlifySample(help: string, privatePem: string): Promise<Sample> {
  const text = seed('mintlify-jwt-handshake');
  const source = text
    .slice(
      text.indexOf("import * as jose from 'jose'"),
      text.indexOf('Redirecting Unauthenticated'),
    )
    .replace('https://docs.foo.com', help);
  const { code } = await transformWithOxc(source, 'handler.ts');
  return startSample(
    (port) => ({
      'handler.mjs': code,
      'app.mjs': `
        import express from 'express';
        import { handleRequest } from './handler.mjs';
        const app = express();
        app.get('/docs-login', (req, res) => {
          res.locals.user = { groups: ['beta'], firstName: 'Ada', lastName: 'Lovelace' };
          return handleRequest(req, res);
        });
        app.listen(${port});
      `,
    }),
    { express: '', jose: '' },
    '/docs-login',
    { MINTLIFY_PRIVATE_KEY: privatePem },
  );
}

const loginPage = `<!doctype html>
<html lang="en">
  <title>Sign in</title>
  <main>
    <h1>Sign in</h1>
    <% if (error) { %><p role="alert"><%= error %></p><% } %>
    <form method="post" action="/login<%= returnTo ? '?returnTo=' + encodeURIComponent(returnTo) : '' %>">
      <label>Username <input name="username" /></label>
      <label>Password <input name="password" type="password" /></label>
      <button type="submit">Sign in</button>
    </form>
  </main>
</html>
`;

function seed(name: string): string {
  return readFileSync(join(seeds, `${name}.txt`), 'utf8');
}

async function startSample(
  files: (port: number) => Record<string, string>,
  packages: Record<string, string>,
  login: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-sample-'));
  const port = await freePort();
  mkdirSync(join(folder, 'views'));
  mkdirSync(join(folder, 'node_modules'));
  for (const [name, from] of Object.entries(packages)) {
    symlinkSync(join(modules, from || name), join(folder, 'node_modules', name));
  }
  const written = files(port);
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
  const main = 'app.mjs' in written ? 'app.mjs' : 'app.js';
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://localhost:${port}`;
  await answering(`${origin}/`, child);
  return {
    origin,
    loginUrl: origin + login,
    async close() {
      child.kill();
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

async function answering(address: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The sample ended with ${child.exitCode}.`);
    const answer = await fetch(address, { redirect: 'manual' }).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
