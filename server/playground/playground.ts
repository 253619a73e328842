import { z } from 'zod';
import type { PlaygroundFacts } from '../../contract/playground.ts';
import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Keys } from '../keys/keys.ts';
import type { Widgets } from '../sites/find.ts';
import type { Versions } from '../sites/versions/versions.ts';
import { issueToken } from '../tokens/issue.ts';
import { type PlaygroundBuild, sendPage } from './build.ts';

/** What a demo brings so that its server has a playground. Without it there is none. */
export interface Demo {
  readonly widget: number;
  /** Who can be played, by id: whoever asks is given a login token of theirs. */
  readonly readers: ReadonlyMap<string, DemoReader>;
}

export interface DemoReader {
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
  readonly locale: string;
}

const tokenFor = z.strictObject({ reader: z.string('must be the id of a reader') });

/** `/playground`: every setting and command of the widget, tried out as any of the demo's readers. */
export function playgroundRoutes(
  { widget, readers }: Demo,
  parts: {
    build: PlaygroundBuild;
    widgets: Widgets;
    versions: Versions;
    keys: Keys;
    clock: Clock;
    url: string;
    stub: string;
  },
): Route[] {
  const { build, widgets, versions, keys, clock, url, stub } = parts;
  const preview = build.pages.preview.replace('__WIDGET__', `${widget}`);
  return [
    {
      method: 'get',
      path: '/playground',
      visibility: 'nothing',
      handle: (_request, response) => sendPage(response, build.pages.index, "'none'"),
    },
    {
      method: 'get',
      path: '/playground/preview',
      visibility: 'nothing',
      handle: (_request, response) => sendPage(response, preview, "'self'"),
    },
    {
      method: 'get',
      path: '/playground/facts',
      visibility: 'nothing',
      async handle(_request, response) {
        const found = await widgets.find(widget);
        if (!found) throw notFound();
        const facts: PlaygroundFacts = {
          widget,
          server: url,
          stub,
          settings: {
            appearance: found.appearance,
            mode: found.mode,
            labels: { ...found.labels },
          },
          locales: [...found.locales],
          readers: [...readers].map(([id, { name, email }]) => ({ id, name, email })),
        };
        response.set('Cache-Control', 'no-store').json(facts);
      },
    },
    {
      method: 'post',
      path: '/playground/version',
      visibility: 'nothing',
      async handle(_request, response) {
        const { version } = await versions.publish(widget);
        response.set('Cache-Control', 'no-store').json(version);
      },
    },
    {
      method: 'post',
      path: '/playground/token',
      visibility: 'nothing',
      async handle(request, response) {
        const reader = readers.get(parseInput(tokenFor, request.body).reader);
        const found = await widgets.find(widget);
        const key = found && (await keys.signerOf(found.site, 'freshdesk'));
        if (!reader || !key) throw notFound();
        const { name, email, groups, locale } = reader;
        const wanted = { name, email, groups: [...groups], locale };
        const answer = issueToken(wanted, { secret: key.secret, kid: key.kid, clock });
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
  ];
}
