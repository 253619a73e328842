/**
 * Shapes that style alone cuts out, in panel.css or with the screens that they are for: the first screen needs no
 * SVG, whose interfaces a browser builds up for tens of kilobytes when a page first has one.
 */
type Shape = 'back' | 'close' | 'search' | 'folder' | 'cloud' | 'up' | 'down';

export function Icon({ shape }: { shape: Shape }) {
  return <i class={`icon i-${shape}`} />;
}
