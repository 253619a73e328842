import { fill } from '../../text/texts.ts';
import type { FormProps } from './form-screen.tsx';
import { Stroke } from './stroke.tsx';

const cloud = 'M7 18a4 4 0 0 1 0-8 5 5 0 0 1 10 1 3 3 0 0 1 0 7z';

/** How sending stands, where it does not simply go well. */
export function Standing({ help, contact, texts }: FormProps) {
  const { standing, stop } = contact.sending;
  const state = standing.value;
  switch (state.step) {
    case 'waiting':
      return (
        <div class="standing" role="status">
          <Stroke path={cloud} />
          <p>{texts.waiting}</p>
          <button
            class="button"
            type="button"
            onClick={({ currentTarget }) => {
              const form = currentTarget.closest('form');
              stop();
              form?.querySelector<HTMLElement>('.main')?.focus();
            }}
          >
            {texts.edit}
          </button>
        </div>
      );
    case 'limited':
      return (
        <Trouble
          words={fill(texts.limited, { time: timeIn(help.locale.value, state.seconds ?? 60) })}
        />
      );
    case 'failed':
      return <Trouble words={texts.failed} />;
    case 'stopped':
      return <Trouble words={texts.stopped} />;
    default:
      return null;
  }
}

function Trouble({ words }: { words: string }) {
  return (
    <div class="standing fault" role="alert">
      <p>{words}</p>
    </div>
  );
}

function timeIn(locale: string, seconds: number): string {
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
