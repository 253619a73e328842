import { fill } from '../../text/texts.ts';
import { Icon } from '../icon.tsx';
import type { FormProps } from './form-screen.tsx';

/** How sending stands, where it does not simply go well. */
export function Standing({ help, contact, texts }: FormProps) {
  const { standing, stop } = contact.sending;
  const state = standing.value;
  if (state.step === 'waiting') {
    return (
      <div class="standing" role="status">
        <Icon shape="cloud" />
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
  }
  const words =
    state.step === 'limited'
      ? fill(texts.limited, { time: timeIn(help.locale.value, state.seconds ?? 60) })
      : state.step === 'failed' || state.step === 'stopped'
        ? texts[state.step]
        : null;
  return words ? (
    <div class="standing fault" role="alert">
      <p>{words}</p>
    </div>
  ) : null;
}

function timeIn(locale: string, seconds: number): string {
  const [amount, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
