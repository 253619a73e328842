import type { FieldFault, FormChoice, FormField, FormValues } from '../../contract/ticket-form.ts';
import { FieldLengths } from '../../contract/ticket-form.ts';
import type { Texts } from '../text/texts.ts';

interface FieldProps {
  field: FormField;
  values: FormValues;
  faults: readonly FieldFault[];
  texts: Texts;
}

/** One field of a form with its label, and what is wrong with it. */
export function Field({ field, values, faults, texts }: FieldProps) {
  const levels = [field, ...(field.levels ?? [])].map(({ name, label }, level) => ({
    name,
    label,
    groups: field.kind === 'nested' ? groupsAt(field.choices ?? [], level) : [],
  }));
  return (
    <>
      {levels.map(({ name, label, groups }) => {
        const fault = faults.find((candidate) => candidate.field === name);
        return (
          <div class={field.kind === 'checkbox' ? 'field tick' : 'field'}>
            <label for={`field-${name}`}>
              {label}
              {field.required && ' *'}
            </label>
            <Control
              field={field}
              name={name}
              groups={groups}
              value={values[name]}
              fault={fault}
              texts={texts}
            />
            {fault && (
              <small class="fault" id={`fault-${name}`}>
                {texts.faults[fault.code]}
              </small>
            )}
          </div>
        );
      })}
    </>
  );
}

function Control(props: {
  field: FormField;
  name: string;
  groups: Group[];
  value: unknown;
  fault: FieldFault | undefined;
  texts: Texts;
}) {
  const { field, name, groups, value, fault, texts } = props;
  const shared = {
    id: `field-${name}`,
    name: name.startsWith('cf_') ? `custom_fields[${name}]` : name,
    'aria-required': field.required ? ('true' as const) : undefined,
    'aria-invalid': fault ? ('true' as const) : undefined,
    'aria-describedby': fault ? `fault-${name}` : undefined,
  };
  const text = value === undefined || value === null ? '' : String(value);
  const typed = {
    ...{ ...shared, value: text, readOnly: !field.editable },
    autocomplete: name === 'name' || name === 'email' ? name : ('off' as const),
  };
  switch (field.kind) {
    case 'paragraph':
      return (
        <textarea
          {...shared}
          rows={7}
          maxLength={FieldLengths.paragraph}
          readOnly={!field.editable}
        >
          {text}
        </textarea>
      );
    case 'checkbox':
      return (
        <input
          {...shared}
          type="checkbox"
          value="true"
          checked={value === true}
          disabled={!field.editable}
        />
      );
    case 'choice':
      return (
        <select {...shared} disabled={!field.editable}>
          <option value="">{texts.choose}</option>
          <Options choices={field.choices ?? []} value={text} />
        </select>
      );
    case 'nested':
      return (
        <select {...shared} disabled={!field.editable}>
          <option value="">{texts.choose}</option>
          {groups.map(({ label, choices }) =>
            label === null ? (
              <Options choices={choices} value={text} />
            ) : (
              <optgroup label={label}>
                <Options choices={choices} value={text} />
              </optgroup>
            ),
          )}
        </select>
      );
    case 'email':
      return <input {...typed} type="email" />;
    case 'url':
      return <input {...typed} type="url" />;
    case 'date':
      return <input {...typed} type="date" />;
    default:
      return <input {...typed} type="text" />;
  }
}

function Options({ choices, value }: { choices: FormChoice[]; value: string }) {
  return (
    <>
      {choices.map((choice) => (
        <option value={String(choice.value)} selected={String(choice.value) === value}>
          {choice.label}
        </option>
      ))}
    </>
  );
}

/** What a level offers, under the choice that opens it; the first level has no such choice. */
interface Group {
  label: string | null;
  choices: FormChoice[];
}

function groupsAt(choices: FormChoice[], level: number, label: string | null = null): Group[] {
  if (level === 0) return [{ label, choices }];
  return choices
    .filter((choice) => choice.choices)
    .flatMap((choice) => groupsAt(choice.choices ?? [], level - 1, choice.label));
}
