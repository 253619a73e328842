import type { Ref } from 'preact';
import { useState } from 'preact/hooks';

const devices = ['desktop', 'phone'] as const;

/** The page that carries the widget, as on a desktop or on a phone. */
export function Preview({ frame, loaded }: { frame: Ref<HTMLIFrameElement>; loaded: () => void }) {
  const [device, setDevice] = useState<(typeof devices)[number]>('desktop');
  return (
    <section class="preview" aria-label="Preview">
      <div class="devices">
        {devices.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === device}
            onClick={() => setDevice(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div class={`screen ${device}`}>
        <iframe
          ref={frame}
          title="A page with the widget"
          src="/playground/preview"
          onLoad={loaded}
        />
      </div>
    </section>
  );
}
