import { z } from 'zod';
import type { Row } from '../../store/schema.ts';
import type { Reading } from '../../store/store.ts';

/** What is stored of a choice; the top level of a list of them is what a field offers. */
export interface StoredChoice {
  value: string | number;
  label: string;
  choices?: StoredChoice[] | undefined;
}

const storedChoice: z.ZodType<StoredChoice> = z.object({
  value: z.union([z.string(), z.number()]),
  label: z.string(),
  get choices() {
    return z.array(storedChoice).optional();
  },
});
const storedChoices = z.array(storedChoice);

const storedLevels = z.array(
  z.object({ name: z.string(), label: z.string(), label_for_customers: z.string() }),
);

const storedTranslations = z.record(
  z.string(),
  z.object({
    label_for_customers: z.string().optional(),
    choices: z.record(z.string(), z.string()).optional(),
    levels: z.record(z.string(), z.string()).optional(),
  }),
);

/** A field of tickets, its JSON read. */
export type TicketField = Omit<Row<'ticket_field'>, 'choices' | 'levels' | 'translations'> & {
  choices: StoredChoice[];
  levels: z.output<typeof storedLevels>;
  /** By locale; choices by their value, levels by their name. */
  translations: z.output<typeof storedTranslations>;
};

/** All of them, in their order. */
export async function allFields(read: Reading): Promise<TicketField[]> {
  const rows = await read
    .selectFrom('ticket_field')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(readField);
}

export function readField(row: Row<'ticket_field'>): TicketField {
  return {
    ...row,
    choices: storedChoices.parse(JSON.parse(row.choices)),
    levels: storedLevels.parse(JSON.parse(row.levels)),
    translations: storedTranslations.parse(JSON.parse(row.translations)),
  };
}
