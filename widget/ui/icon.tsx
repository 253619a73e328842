/** Drawn on a grid of 24 by 24, as strokes. */
export const icons = {
  back: 'm14 6-6 6 6 6',
  close: 'm7 7 10 10M17 7 7 17',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14m5 12 4 4',
  forward: 'm10 7 5 5-5 5',
  folder: 'M3.5 17.5v-11h6l2 2.5h9v8.5z',
  cloud: 'M7 18a4 4 0 0 1 0-8 5 5 0 0 1 10 1 3 3 0 0 1 0 7z',
};

/** @param path another drawing on the same grid. */
export function Icon({ shape, path }: { shape?: keyof typeof icons; path?: string }) {
  return (
    <svg class={`icon i-${shape}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path ?? (shape && icons[shape])} />
    </svg>
  );
}
