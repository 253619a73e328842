import type { Appearance, Mode } from '../contract/widget-api.ts';
import { Choice, Slider, Text } from './controls.tsx';
import { type Settings, withWord, wordIn, words } from './settings.ts';

const themes: readonly Appearance['theme'][] = ['auto', 'light', 'dark'];
const sides: readonly Appearance['position'][] = ['left', 'right'];
const modes: readonly Mode[] = ['all', 'articles', 'form'];

/** Drawn on a grid of 24 by 24. */
const icons = {
  lamp: 'M11 2h2v3l7 10H4l7-10zM8 17h8q-4 8-8 0z',
  speech: 'M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
  book: 'M3 4h6a2.5 2.5 0 0 1 2.5 2V20A3 3 0 0 0 9 19H3zM21 4h-6a2.5 2.5 0 0 0-2.5 2V20a3 3 0 0 1 2.5-1h6z',
  star: 'M12 2l3 7 7 .6-5.3 4.7L18.4 22 12 18l-6.4 4 1.7-7.7L2 9.6 9 9z',
};
type Icon = keyof typeof icons;

const wordLabels = ['Launcher', 'Greeting', 'Form title', 'Send button', 'Thanks'];

/** Every setting of the widget, each taking effect while it is changed. */
export function SettingsForm({
  settings,
  locales,
  change,
  reset,
}: {
  settings: Settings;
  /** Languages of the site, the primary one first. */
  locales: readonly string[];
  change: (settings: Settings) => void;
  reset: () => void;
}) {
  const { appearance, mode, locale, labels } = settings;
  const look = (part: Partial<Settings['appearance']>) =>
    change({ ...settings, appearance: { ...appearance, ...part } });
  const spoken = locale ?? locales[0] ?? 'en';
  const icon = names(icons).find((name) => icons[name] === appearance.icon) ?? 'lamp';
  return (
    <section class="card" aria-labelledby="settings">
      <header>
        <h2 id="settings">Settings</h2>
        <button type="button" class="quiet" onClick={reset}>
          Start over
        </button>
      </header>
      <label class="field row">
        <span>Colour</span>
        <input
          type="color"
          value={appearance.colour}
          onInput={({ currentTarget }) => look({ colour: currentTarget.value })}
        />
      </label>
      <Choice
        label="Icon"
        values={names(icons)}
        value={icon}
        choose={(name) => look({ icon: icons[name] })}
        show={(name) => (
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d={icons[name]} fill="currentColor" />
          </svg>
        )}
      />
      <Choice
        label="Theme"
        values={themes}
        value={appearance.theme}
        choose={(theme) => look({ theme })}
      />
      <Choice
        label="Position"
        values={sides}
        value={appearance.position}
        choose={(position) => look({ position })}
      />
      <Slider
        label="From the side"
        most={160}
        value={appearance.offset.side}
        set={(side) => look({ offset: { ...appearance.offset, side } })}
      />
      <Slider
        label="From below"
        most={160}
        value={appearance.offset.bottom}
        set={(bottom) => look({ offset: { ...appearance.offset, bottom } })}
      />
      <label class="field row">
        <span>Layer</span>
        <input
          type="number"
          min={0}
          max={2_147_483_647}
          value={appearance.zIndex}
          onInput={({ currentTarget: { valueAsNumber } }) => {
            if (Number.isInteger(valueAsNumber)) look({ zIndex: valueAsNumber });
          }}
        />
      </label>
      <Choice
        label="Offers"
        values={modes}
        value={mode}
        choose={(next) => change({ ...settings, mode: next })}
      />
      {locales.length > 1 ? (
        <Choice
          label="Language"
          values={locales}
          value={spoken}
          choose={(next) => change({ ...settings, locale: next })}
        />
      ) : null}
      <details>
        <summary>Own words in {spoken}</summary>
        {words.map((word, index) => (
          <Text
            key={word[1]}
            label={wordLabels[index] ?? ''}
            value={wordIn(labels[spoken], word)}
            set={(text) => change({ ...settings, labels: withWord(labels, spoken, word, text) })}
          />
        ))}
      </details>
    </section>
  );
}

function names(of: typeof icons): Icon[] {
  return Object.keys(of).filter((name): name is Icon => Object.hasOwn(of, name));
}
