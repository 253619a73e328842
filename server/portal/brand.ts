import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { answerOf } from '../http/answers.ts';
import { sendPacked } from '../http/packed.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Site } from '../sites/by-host.ts';
import type { PortalCalls } from './portal-call.ts';

const year = 'public, max-age=31536000, immutable';

/** The site's own style sheet: its colour, then what its owner wrote. */
function styleOf({ branding }: Site): string {
  return `:root{--accent:${branding.colour}}\n${branding.css}\n`;
}

function digestOf(site: Site): string {
  return createHash('sha256').update(styleOf(site)).digest('hex').slice(0, 12);
}

/** Where pages find the site's style sheet: the address changes with the content. */
export function brandAddress(site: Site): string {
  return `/brand/${digestOf(site)}.css`;
}

/** `GET /brand/:file` and `GET /logo/:file`: what a site looks like. Anybody may have it. */
export function brandRoutes({ calls, files }: { calls: PortalCalls; files: string }): Route[] {
  return [
    {
      method: 'get',
      path: '/brand/:file',
      visibility: 'nothing',
      beforeGate: true,
      async handle(request, response) {
        const { site } = await calls.placeOf(request);
        const { file } = request.params;
        if (!/^[0-9a-f]{12}\.css$/.test(String(file))) throw notFound();
        // A page drawn before the latest change gets the sheet of now, and does not keep it.
        const isCurrent = file === `${digestOf(site)}.css`;
        response.setHeader('Cache-Control', isCurrent ? year : 'no-cache');
        await sendPacked(response, answerOf(styleOf(site)), 'text/css; charset=utf-8', 'page');
      },
    },
    {
      method: 'get',
      path: '/logo/:file',
      visibility: 'nothing',
      beforeGate: true,
      async handle(request, response) {
        const { site } = await calls.placeOf(request);
        const { logo } = site.branding;
        if (!logo || request.params['file'] !== logo.file) throw notFound();
        response.set({
          'Content-Type': logo.type,
          'Cache-Control': year,
          'Content-Security-Policy': "default-src 'none'; sandbox",
        });
        await new Promise<void>((resolve, reject) => {
          response.sendFile(join(files, logo.file), { cacheControl: false }, (error) =>
            error && !response.headersSent ? reject(error) : resolve(),
          );
        });
      },
    },
  ];
}
