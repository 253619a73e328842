import { signal } from '../state/signals.ts';

/** Screens that are loaded after the first one. */
export interface Later<Screens> {
  /** Loads them if they are not here. Null until they are. */
  get(): Screens | null;
}

/** @param arrived is given their style once. */
export function loadLater<Screens extends { readonly style: string }>(
  load: () => Promise<Screens>,
  arrived: (style: string) => void,
): Later<Screens> {
  const screens = signal<Screens | null>(null);
  const failures = signal(0);
  let isLoading = false;

  async function start(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      const started = await load();
      arrived(started.style);
      screens.value = started;
    } catch {
      // Whoever is still looking at where they should be tries again.
      setTimeout(() => {
        isLoading = false;
        failures.value++;
      }, 3_000);
    }
  }

  return {
    get() {
      failures.value;
      if (!screens.value) void start();
      return screens.value;
    },
  };
}
