import { z } from 'zod';
import { doors } from '../../contract/token.ts';

/** A door as it is named in requests and commands. */
export const doorName = z.enum(
  doors,
  `must be ${doors.slice(0, -1).join(', ')} or ${doors.at(-1)}`,
);
