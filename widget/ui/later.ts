import { signal } from '@preact/signals-core';
import type { Help } from '../state/help.ts';
import type { Reading } from './reading/reading.tsx';

/** The screens that are loaded after the first one. */
export interface Later {
  /** Loads them if they are not here. Null until they are. */
  get(): Reading | null;
}

/** @param arrived is given their style once. */
export function loadLater(help: Help, arrived: (style: string) => void): Later {
  const reading = signal<Reading | null>(null);
  let isLoading = false;

  async function load(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      const { startReading } = await import('./reading/reading.tsx');
      const started = startReading(help);
      arrived(started.style);
      reading.value = started;
    } catch {
      // The next screen that needs them tries again.
      isLoading = false;
    }
  }

  return {
    get() {
      if (!reading.value) void load();
      return reading.value;
    },
  };
}
