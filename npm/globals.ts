/** Types of the globals that the widget's script makes: `import type {} from 'porchlight/globals'`. */
import type { DropIn, FwSettings, Porchlight } from '../widget/public.ts';

declare global {
  interface Window {
    /** There once the script, or the pasted queue, has run. */
    Porchlight?: Porchlight;
    FreshworksWidget?: DropIn;
    fwSettings?: FwSettings;
  }
}
