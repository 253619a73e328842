/** Whether this is the graph of modules that begins with help itself; the build says so. */
declare const __PORCHLIGHT_WHOLE__: boolean;

/**
 * Has a chunk of this graph in the browser's cache before it is imported: what could not be imported once, some
 * browsers never ask for again while the page stands.
 * @throws where it cannot be had now.
 */
export async function fetched(request: typeof fetch, name: string): Promise<void> {
  const file = `${__PORCHLIGHT_WHOLE__ ? 'whole-' : ''}${name}.js`;
  const address = import.meta.url.replace(/[^/]*$/, file);
  const answer = await request(address);
  if (!answer.ok) throw answer;
  await answer.blob();
}
