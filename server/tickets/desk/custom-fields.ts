import { ticketFaults } from '../../../contract/ticket-form.ts';
import { type Fault, InputRefusal } from '../../http/fault.ts';
import type { Reading } from '../../store/store.ts';
import { formFieldOf } from '../forms/contact-forms.ts';
import { allFields } from '../forms/fields.ts';
import { isCustom } from '../forms/kinds.ts';
import { kept } from '../submission/values.ts';

/**
 * Custom fields, and the type, as an agent sent them, judged by their kinds; null takes one away.
 * @throws InputRefusal with every fault
 */
export async function judgeFields(
  read: Reading,
  sent: { type?: string | null | undefined; custom_fields?: Record<string, unknown> | undefined },
): Promise<{ values: Record<string, unknown>; removed: string[] }> {
  const { type, custom_fields: custom = {} } = sent;
  const stored = await allFields(read);
  const fields = stored
    .filter((field) => isCustom(field.type) || field.name === 'type')
    .map((field) => ({ ...formFieldOf(field, ['en']), required: false }));
  const names = fields.flatMap((field) => [field.name, ...(field.levels ?? []).map((l) => l.name)]);
  const faults: Fault[] = Object.keys(custom)
    .filter((name) => !names.includes(name) || name === 'type')
    .map((name) => ({ path: `custom_fields.${name}`, message: 'is no field', kind: 'unknown' }));
  const typed = { ...custom, type };
  const judged = fields.map((field) => ({ ...field, editable: true }));
  for (const { field, code } of ticketFaults({ fields: judged }, typed)) {
    // A level that is asked for is the form's business: agents may leave it open.
    if (code === 'required') continue;
    const path = field === 'type' ? field : `custom_fields.${field}`;
    faults.push({
      path,
      message: `is not right: ${code}`,
      kind: code === 'not_text' ? 'type' : 'value',
    });
  }
  if (faults.length > 0) throw new InputRefusal(faults);
  const named = new Set(Object.keys(custom));
  const values = [...kept(judged, typed)].filter(([name]) => named.has(name));
  const removed = [...named].filter((name) => custom[name] === null || custom[name] === '');
  return { values: Object.fromEntries(values), removed };
}
