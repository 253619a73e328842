import { signal } from '../state/signals.ts';

/** Loads screens that come after the first one, if they are not here. Null until they are. */
export type Later<Screens> = () => Screens | null;

/** @param arrived is given their style once. */
export function loadLater<Screens extends { readonly style: string }>(
  load: () => Promise<Screens>,
  arrived: (style: string) => void,
): Later<Screens> {
  const screens = signal<Screens | null>(null);
  const failures = signal(0);
  let isAsked = false;

  async function start(): Promise<void> {
    try {
      const started = await load();
      arrived(started.style);
      screens.value = started;
    } catch {
      // Whoever is still looking at where they should be tries again.
      setTimeout(() => {
        isAsked = false;
        failures.value++;
      }, 3_000);
    }
  }

  return () => {
    failures.value;
    if (!isAsked) {
      isAsked = true;
      void start();
    }
    return screens.value;
  };
}
