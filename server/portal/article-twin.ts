import type { FileLinks } from '../knowledge/file-links.ts';
import type { Reading } from '../store/store.ts';
import type { Persona } from '../visibility/personas.ts';
import { addressesIn } from './addresses.ts';
import { findReadable } from './find-readable.ts';
import { toMarkdown } from './markdown.ts';
import type { PortalCall } from './portal-call.ts';

/** An article as Markdown, with its address at the end. @throws Refusal `not_found` */
export async function articleTwin(
  parts: { read: Reading; links: FileLinks },
  call: PortalCall,
  id: number,
  persona: Persona,
): Promise<string> {
  const { origin } = call.site;
  const { article, text, files } = await findReadable(parts, call, id, persona);
  const body = toMarkdown(
    [{ tag: 'h1', attributes: {}, children: [article.title] }, ...text.body],
    origin,
  );
  const attachments = files
    .filter((file) => !file.inline)
    .map(({ name, url }) => ({
      tag: 'li',
      attributes: {},
      children: [{ tag: 'a', attributes: { href: url }, children: [name] }],
    }));
  const list = toMarkdown([{ tag: 'ul', attributes: {}, children: attachments }], origin);
  const address = origin + addressesIn(call.site, call.locale).article(article);
  const day = new Date(article.updated_at).toISOString().slice(0, 10);
  return [body, ...(attachments.length > 0 ? [list] : []), `---\n\n<${address}>, ${day}\n`].join(
    '\n',
  );
}
