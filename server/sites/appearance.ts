import { z } from 'zod';
import type { Appearance } from '../../contract/widget-api.ts';

const offset = z
  .object({
    side: z.number().int().min(0).max(500).default(20),
    bottom: z.number().int().min(0).max(500).default(20),
  })
  .default({ side: 20, bottom: 20 });

/** How a widget looks where nothing else is said; also fills what a stored appearance leaves out. */
export const appearance = z.object({
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a hex colour such as #2f5bea')
    .default('#2f5bea'),
  position: z.enum(['right', 'left']).default('right'),
  offset,
  theme: z.enum(['light', 'dark', 'auto']).default('auto'),
  zIndex: z.number().int().min(0).max(2_147_483_647).default(2_147_483_000),
  icon: z
    .string()
    .max(2_000)
    .regex(/^[Mm][MLHVCSQTAZ\d\s,.+-]*$/i, 'must be data of an SVG path on a grid of 24 by 24')
    .nullable()
    .default(null),
});

/** The same as input: unknown fields are refused. */
export const newAppearance = z.strictObject({
  ...appearance.shape,
  offset: z.strictObject(offset.unwrap().shape).prefault({}),
});

export type StoredAppearance = Omit<Appearance, 'offset' | 'icon'> & {
  offset: { side: number; bottom: number };
  icon: string | null;
};

const usual = appearance.parse({});

/**
 * Whether black reads better on a colour than white: its lightness in OKLab, by Björn Ottosson's matrices.
 * @param colour as `#2f5bea`
 */
export function isBright(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const long = Math.cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
  const medium = Math.cbrt(
    0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue,
  );
  const short = Math.cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
  return 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short > 0.68;
}

/** Declarations of CSS for the launcher: those that are not as the loader has them by itself. */
export function styleOf({ colour, position, offset, zIndex, icon }: StoredAppearance): string {
  const declarations = [
    colour !== usual.colour && `--accent:${colour}`,
    isBright(colour) && '--on:#000',
    position !== usual.position && 'right:auto',
    (position !== usual.position || offset.side !== usual.offset.side) &&
      `${position}:${offset.side}px`,
    offset.bottom !== usual.offset.bottom && `bottom:${offset.bottom}px`,
    zIndex !== usual.zIndex && `z-index:${zIndex}`,
    icon !== null && `--icon:path("${icon}")`,
  ];
  return declarations.filter(Boolean).join(';');
}
