/** Whether an answer is what was asked for. */
export type Shape<Answer> = (body: unknown) => body is Answer;

/**
 * Whether an answer has these fields. The widget's own server answers, over TLS: what this looks for is a
 * proxy's or a portal's page in its place, so a shape names what its answer stands or falls with.
 */
export function has(body: unknown, fields: Record<string, (value: unknown) => boolean>): boolean {
  return Object.keys(fields).every((name) => fields[name]?.(Object(body)[name]));
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
