/** A value as somebody would write it in JavaScript: bare keys, single quotes. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${keyOf(key)}: ${literal(inner)}`);
    return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
  }
  return `${value}`;
}

/** The call that does it, in the own form. */
export function callOf(name: string, values: readonly unknown[]): string {
  return `Porchlight.${name}(${values.map(literal).join(', ')});`;
}

/** What a page pastes to have this widget. */
export function tagOf(parts: { server: string; widget: number; locale: string | null }): string {
  const locale = parts.locale === null ? '' : ` data-locale="${parts.locale}"`;
  return `<script async src="${parts.server}/widgets/${parts.widget}.js"${locale}></script>`;
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('<', '\\u003c')}'`;
}

function keyOf(key: string): string {
  return /^[a-z_$][\w$]*$/i.test(key) ? key : quoted(key);
}
