import type { PreviewWindow } from './bridge.ts';
import type { Command } from './tries.ts';

/** How a command went: nothing to say, or the code that it was refused with. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** Runs a command with whatever was typed: what is wrong with it is the widget's to say. */
export async function run(
  page: PreviewWindow,
  name: Command | 'authenticate' | 'logout',
  values: readonly unknown[],
): Promise<Outcome> {
  try {
    await Reflect.apply(page.Porchlight[name], null, values);
    return { ok: true };
  } catch (error) {
    const code = error instanceof Object && 'code' in error ? `${error.code}` : 'unknown';
    return { ok: false, code };
  }
}

/** Arguments as they were typed, in JSON without the brackets around. Null where it is no JSON. */
export function argumentsIn(text: string): unknown[] | null {
  try {
    return JSON.parse(`[${text}]`);
  } catch {
    return null;
  }
}

/** The other way round. */
export function argumentsAs(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
