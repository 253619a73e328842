import type { Store } from '../../store/store.ts';

/** What published versions were made of. */
export interface Kept {
  /** The script of a version, or null where it was never published, or was withdrawn. */
  script(widget: number, version: string): Promise<string | null>;
  /** A file of any published version by its path below `/widgets/`. */
  file(path: string): Promise<string | null>;
}

export function openKept({ read }: Store): Kept {
  return {
    async script(widget, version) {
      const row = await read
        .selectFrom('widget_version')
        .where('widget_id', '=', widget)
        .where('version', '=', version)
        .select('script')
        .executeTakeFirst();
      return row?.script ?? null;
    },
    async file(path) {
      const row = await read
        .selectFrom('widget_file')
        .where('path', '=', path)
        .select('content')
        .executeTakeFirst();
      return row?.content ?? null;
    },
  };
}
