import { readFile } from 'node:fs/promises';

/** The files of docs/recipes.md by their names, as their readers copy them. */
export async function recipes(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(new URL('../docs/recipes.md', import.meta.url), 'utf8');
  const blocks = text.matchAll(/^```\w+ file=(\S+)\n(.*?)^```$/gms);
  return Object.fromEntries([...blocks].map(([, name = '', code = '']) => [name, code]));
}
