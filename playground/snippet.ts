import type { Changes } from '../widget/public.ts';
import type { Settings } from './settings.ts';

/** A value as somebody would write it in JavaScript: bare keys, single quotes. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const pairs = given.map(([key, inner]) => `${keyOf(key)}: ${literal(inner)}`);
    return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
  }
  return `${value}`;
}

/** The call that does it, in the own form. */
export function callOf(name: string, values: readonly unknown[]): string {
  return `Porchlight.${name}(${values.map(literal).join(', ')});`;
}

interface Widget {
  server: string;
  widget: number;
}

/** What a page pastes to have this widget, with what it changes of it. The language belongs to the tag. */
export function pageCode({ stub, ...widget }: Widget & { stub: string }, changes: Changes): string {
  const { locale, ...others } = changes;
  const calls =
    Object.keys(others).length > 0
      ? `<script>\n${stub}\nPorchlight('update', ${literal(others)});\n</script>\n`
      : '';
  return calls + tagOf({ ...widget, locale: locale ?? null });
}

export function tagOf({ server, widget, locale }: Widget & { locale: string | null }): string {
  const language = locale === null ? '' : ` data-locale="${locale}"`;
  return `<script async src="${server}/widgets/${widget}.js"${language}></script>`;
}

/** What makes the widget so on every page. */
export function restCode({ server, widget }: Widget, settings: Settings): string {
  const body = JSON.stringify(settings, null, 2).replaceAll("'", "'\\''");
  const target = `${server}/api/v1/widgets/${widget}`;
  return `curl -X PUT -u "$PORCHLIGHT_API_KEY:x" -H 'Content-Type: application/json' \\\n  ${target} -d '${body}'`;
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('<', '\\u003c')}'`;
}

function keyOf(key: string): string {
  return /^[a-z_$][\w$]*$/i.test(key) ? key : quoted(key);
}
