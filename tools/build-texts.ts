import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What of a language's file the build itself looks at: its parts, and the launcher's word. */
const language = z
  .record(z.string(), z.unknown())
  .and(z.object({ panel: z.looseObject({ help: z.string() }) }));

/** The widget's texts on their way from `<code>.json` to a file for each part of each language. */
export interface BuiltTexts {
  /** The languages there are, each with the launcher's word. */
  readonly launcher: Readonly<Record<string, string>>;
  /** Writes `<code>/<part>.json` into a folder, and nothing else is in it then. */
  write(folder: string): void;
}

/** @throws where a file is not JSON or has no word for the launcher. */
export function readTexts(folder: string): BuiltTexts {
  const launcher: Record<string, string> = {};
  const files: { code: string; part: string; source: string }[] = [];
  for (const file of readdirSync(folder).sort()) {
    const code = file.replace('.json', '');
    const parts = language.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    launcher[code] = parts.panel.help;
    for (const [part, texts] of Object.entries(parts)) {
      files.push({ code, part, source: JSON.stringify(texts) });
    }
  }
  return {
    launcher,
    write(target) {
      rmSync(target, { recursive: true, force: true });
      for (const { code, part, source } of files) {
        mkdirSync(join(target, code), { recursive: true });
        writeFileSync(join(target, code, `${part}.json`), source);
      }
    },
  };
}
