import type { ComponentChildren } from 'preact';

/** One of few, all to be seen. */
export function Choice<Value extends string>({
  label,
  values,
  value,
  choose,
  show = (one) => one,
}: {
  label: string;
  values: readonly Value[];
  value: Value;
  choose: (value: Value) => void;
  show?: (value: Value) => ComponentChildren;
}) {
  return (
    <fieldset class="field row choice">
      <legend>{label}</legend>
      <div>
        {values.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={label}
              aria-label={one}
              checked={one === value}
              onChange={() => choose(one)}
            />
            <span>{show(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Slider({
  label,
  value,
  most,
  set,
}: {
  label: string;
  value: number;
  most: number;
  set: (value: number) => void;
}) {
  return (
    <label class="field row">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={most}
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.valueAsNumber)}
      />
      <output>{value}</output>
    </label>
  );
}

export function Text({
  label,
  value,
  set,
}: {
  label: string;
  value: string;
  set: (value: string) => void;
}) {
  return (
    <label class="field row">
      <span>{label}</span>
      <input
        type="text"
        maxLength={200}
        placeholder="as usual"
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}
