import type { ShownField } from '../../state/form/fields.ts';
import type { FormTexts } from '../../text/texts.ts';
import { Stroke } from './stroke.tsx';

const lock = 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z';
const down = 'm7 10 5 5 5-5';

interface FieldProps {
  field: ShownField;
  texts: FormTexts;
  /** What is wrong with it. */
  fault: string | undefined;
  type: (value: string | boolean) => void;
}

/** One field: its label, a native control, and what is wrong with it. */
export function Field(props: FieldProps) {
  const { field, fault } = props;
  const id = idOf(field.name);
  const isTick = field.kind === 'checkbox';
  return (
    <div class={isTick ? 'field tick' : 'field'}>
      <label for={id}>
        {field.label}
        {field.isRequired ? (
          <span class="must" aria-hidden="true">
            {' *'}
          </span>
        ) : null}
      </label>
      <div class="control">
        <Control {...props} />
        {field.isLocked && !isTick ? <Stroke path={lock} /> : null}
      </div>
      {fault ? (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      ) : null}
    </div>
  );
}

function Control({ field, texts, fault, type }: FieldProps) {
  const { name, kind, value, isLocked, isRequired, choices } = field;
  const id = idOf(name);
  const common = {
    id,
    'aria-required': isRequired,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault ? `${id}-fault` : undefined,
  };
  const typed = (event: { currentTarget: { value: string } }) => type(event.currentTarget.value);
  switch (kind) {
    case 'checkbox':
      return (
        <input
          {...common}
          type="checkbox"
          checked={value === true}
          disabled={isLocked}
          onChange={(event) => type(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <>
          <select {...common} disabled={isLocked} onChange={typed}>
            <option value="" selected={value === ''}>
              {texts.choose}
            </option>
            {choices.map((choice) => (
              <option
                key={choice.value}
                value={`${choice.value}`}
                selected={`${choice.value}` === value}
              >
                {choice.label}
              </option>
            ))}
          </select>
          {isLocked ? null : <Stroke path={down} />}
        </>
      );
    case 'paragraph':
      return (
        <textarea {...common} rows={5} readOnly={isLocked} value={`${value}`} onInput={typed} />
      );
    default:
      return (
        <input
          {...common}
          {...inputs[kind]}
          autocomplete={name === 'name' || name === 'email' ? name : 'off'}
          readOnly={isLocked}
          value={`${value}`}
          onInput={typed}
        />
      );
  }
}

/** Numbers are text with a keyboard for numbers: a number input swallows what it cannot read. */
const inputs = {
  text: { type: 'text' },
  email: { type: 'email', dir: 'ltr' },
  url: { type: 'url', placeholder: 'https://', dir: 'ltr' },
  number: { type: 'text', inputmode: 'decimal' },
  date: { type: 'date' },
} as const;

/** Where a field is found on the screen. */
export function idOf(name: string): string {
  return `field-${name}`;
}
