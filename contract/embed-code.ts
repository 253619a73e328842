import type { WidgetVersion } from './widget-version.ts';

/** What a page pastes to have a published version, which the browser checks before it runs. */
export function pinnedTag({ src, integrity }: Pick<WidgetVersion, 'src' | 'integrity'>): string {
  return `<script async src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
}

/** What makes browsers check everything that it loads as well. Before every other script of a page. */
export function pinnedMap({ modules }: Pick<WidgetVersion, 'modules'>): string {
  return `<script type="importmap">${JSON.stringify({ integrity: modules })}</script>`;
}
