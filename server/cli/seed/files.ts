import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The demo content has a fault; the message begins with the file's name. */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(file: string, fault: string) {
    super(`${file}: ${fault}`);
  }
}

/** @throws ContentError where there is no such file. */
export function textOf(file: string): string {
  if (!existsSync(file)) throw new ContentError(file, 'is missing');
  return readFileSync(file, 'utf8');
}

/** A YAML file in the form that `schema` asks for. @throws ContentError naming every fault. */
export function yamlOf<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  return checked(file, textOf(file), schema);
}

/** A Markdown file and the YAML between the two lines of dashes at its beginning. @throws ContentError */
export function markdownOf<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): { front: z.output<Schema>; markdown: string } {
  const [, front, markdown] = /^---\n(.*?)\n---\n(.*)$/s.exec(textOf(file)) ?? [];
  if (front === undefined || markdown === undefined) {
    throw new ContentError(file, 'does not begin with front matter');
  }
  return { front: checked(file, front, schema), markdown };
}

function checked<Schema extends z.ZodType>(
  file: string,
  yaml: string,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(parse(yaml));
  if (!result.success) throw new ContentError(file, z.prettifyError(result.error));
  return result.data;
}
