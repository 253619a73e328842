import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Every relative link in the documents leads to a file that exists, and every printed copy of the pasted
// queue is the one that was built. `node tools/check-docs.ts` names what does not and ends with 1.

const documents = globSync(['*.md', 'docs/**/*.md', 'examples/*.md', 'examples/*/*.md']);
const faults: string[] = [];

for (const document of documents) {
  const text = readFileSync(document, 'utf8');
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/i.test(target) || target.startsWith('#')) continue;
    const [file = '', line] = target.split('#');
    const place = join(dirname(document), file);
    if (!existsSync(place)) faults.push(`${document}: ${target} does not exist`);
    else if (line && file.endsWith('.md') && !anchors(place).has(line)) {
      faults.push(`${document}: ${file} has no heading #${line}`);
    }
  }
}

for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exit(1);

/** Heading anchors as code hosts make them. */
function anchors(file: string): Set<string> {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ +(.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
