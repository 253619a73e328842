import { wrongValue } from '../http/fault.ts';
import type { Writing } from '../store/store.ts';

/** The requester of a ticket is asked for by these two names. */
const ofRequester = ['name', 'email'];

/** @throws InputRefusal where one of the names is no field of tickets. @param path of the list in the request */
export async function checkFieldNames(
  transaction: Writing,
  path: string,
  names: readonly string[],
): Promise<void> {
  const rows = await transaction.selectFrom('ticket_field').select('name').execute();
  const known = [...ofRequester, ...rows.map((row) => row.name)].filter(
    (name) => name !== 'requester',
  );
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) {
    throw wrongValue(path, `must be names of ticket fields, and ${strange.slice(0, 100)} is none`);
  }
}
