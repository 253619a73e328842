import type { ComponentChildren } from 'preact';
import type { MarkedText } from '../../contract/widget-api.ts';

/** Text with what matched set off. */
export function Marked({ marked }: { marked: MarkedText }) {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const [start, stop] of marked.ranges) {
    parts.push(marked.text.slice(end, start), <mark>{marked.text.slice(start, stop)}</mark>);
    end = stop;
  }
  parts.push(marked.text.slice(end));
  return <>{parts}</>;
}
