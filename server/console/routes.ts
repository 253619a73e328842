import type { RequestHandler } from 'express';
import { builtFiles } from '../http/built-files.ts';
import type { Route } from '../http/route.ts';
import type { ConsoleBuild } from './build.ts';

/** The page loads its own script and style and asks its own server: nothing else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The console's pages. They hold nothing: whoever uses one brings an API key. */
export function consoleRoutes({ script, style }: ConsoleBuild): Route[] {
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Token doctor · Porchlight</title>
<link rel="stylesheet" href="/console/assets/${style}">
<script type="module" src="/console/assets/${script}"></script>
</head>
<body>
<main id="console"><noscript>This page needs JavaScript.</noscript></main>
</body>
</html>
`;
  return [
    {
      method: 'get',
      path: '/console',
      visibility: 'nothing',
      handle: (_request, response) => response.redirect('/console/token-doctor'),
    },
    {
      method: 'get',
      path: '/console/token-doctor',
      visibility: 'nothing',
      handle(_request, response) {
        response.set({
          'Content-Security-Policy': policy,
          'Cache-Control': 'no-cache',
          'Referrer-Policy': 'no-referrer',
        });
        response.type('html').send(page);
      },
    },
  ];
}

/** Names change with the content. */
export function consoleAssets({ folder }: ConsoleBuild): RequestHandler {
  return builtFiles(folder);
}
