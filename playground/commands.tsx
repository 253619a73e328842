import { useState } from 'preact/hooks';
import { argumentsAs, argumentsIn } from './run.ts';
import { type Command, isCommand, tries } from './tries.ts';

export function Commands({ run }: { run: (name: Command, values: unknown[]) => void }) {
  const [name, setName] = useState<Command>('open');
  const [text, setText] = useState('');
  const values = argumentsIn(text);
  return (
    <section class="card" aria-labelledby="commands">
      <h2 id="commands">Commands</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (values) run(name, values);
        }}
      >
        <label class="field">
          <span>Command</span>
          <select
            value={name}
            onChange={({ currentTarget: { value } }) => {
              if (!isCommand(value)) return;
              setName(value);
              setText(argumentsAs(tries[value][0] ?? []));
            }}
          >
            {Object.keys(tries).map((command) => (
              <option key={command}>{command}</option>
            ))}
          </select>
        </label>
        {tries[name].length > 1 ? (
          <fieldset class="chips">
            <legend>Arguments worth a try</legend>
            {tries[name].map((example) => {
              const written = argumentsAs(example);
              return (
                <button
                  key={written}
                  type="button"
                  aria-pressed={written === text}
                  onClick={() => setText(written)}
                >
                  {written || 'none'}
                </button>
              );
            })}
          </fieldset>
        ) : null}
        <label class="field">
          <span>Arguments, in JSON</span>
          <textarea
            rows={2}
            spellcheck={false}
            value={text}
            aria-invalid={values === null}
            aria-describedby={values === null ? 'arguments-fault' : undefined}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        {values === null ? (
          <p class="fault" id="arguments-fault">
            This is not JSON yet: texts and keys need double quotes.
          </p>
        ) : null}
        <button type="submit" class="main" disabled={values === null}>
          Run
        </button>
      </form>
    </section>
  );
}
