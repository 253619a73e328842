import type { Route } from '../http/route.ts';
import { hostPolicy } from '../sites/host-policy.ts';
import { type PlaygroundBuild, sendPage } from './build.ts';

/** `GET /csp`: the exact header that a page needs for the widget of this server. */
export function cspPage(
  { pages }: PlaygroundBuild,
  { url, stub }: { url: string; stub: string },
): Route {
  const html = pages.csp
    .replaceAll('__POLICY__', () => escaped(hostPolicy(url)))
    .replaceAll('__STUB__', () => escaped(stub))
    .replaceAll('__STUB_POLICY__', () => escaped(hostPolicy(url, stub)));
  return {
    method: 'get',
    path: '/csp',
    visibility: 'nothing',
    handle: (_request, response) => sendPage(response, html, "'none'"),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
