import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What of a language's file the build itself looks at: its parts, and the launcher's word. */
const language = z
  .record(z.string(), z.unknown())
  .and(z.object({ panel: z.looseObject({ help: z.string() }) }));

/** The widget's texts on their way from `<code>.json` to one module for each part of each language. */
export interface BuiltTexts {
  /** Changes with every text. */
  readonly version: string;
  /** What the server has to know: the languages there are, each with the launcher's word. */
  readonly manifest: { version: string; launcher: Record<string, string> };
  /** Writes `<code>/<part>.js`. */
  write(folder: string): void;
}

/** @throws where a file is not JSON or has no word for the launcher. */
export function readTexts(folder: string): BuiltTexts {
  const hash = createHash('sha256');
  const launcher: Record<string, string> = {};
  const modules: { code: string; part: string; source: string }[] = [];
  for (const file of readdirSync(folder).sort()) {
    const code = file.replace('.json', '');
    const parts = language.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    launcher[code] = parts.panel.help;
    for (const [part, texts] of Object.entries(parts)) {
      const source = `export default ${JSON.stringify(texts)}`;
      hash.update(source);
      modules.push({ code, part, source });
    }
  }
  const version = hash.digest('base64url').slice(0, 8);
  return {
    version,
    manifest: { version, launcher },
    write(target) {
      for (const { code, part, source } of modules) {
        mkdirSync(join(target, code), { recursive: true });
        writeFileSync(join(target, code, `${part}.js`), source);
      }
    },
  };
}
