/**
 * A widget's script as it was when it was published, under an address that never changes its answer:
 * `/api/v1/widgets/:id/versions`.
 */
export interface WidgetVersion {
  /** 16 hexadecimal digits, made from the script. */
  version: string;
  publishedAt: string;
  /** Whether the widget's floating address answers with this script now. */
  isCurrent: boolean;
  src: string;
  /** SHA-384 of the script, for `integrity`. */
  integrity: string;
  /** The script of the custom elements of the same build. */
  elements: { src: string; integrity: string };
  /** The integrity of every module that the script may load, by its address: for an import map. */
  modules: Record<string, string>;
}
