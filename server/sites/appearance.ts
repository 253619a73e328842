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

/** Declarations of CSS for the launcher: those that are not as the loader has them by itself. */
export function styleOf({ colour, position, offset, zIndex, icon }: StoredAppearance): string {
  const declarations = [
    colour !== usual.colour && `--accent:${colour}`,
    position !== usual.position && 'right:auto',
    (position !== usual.position || offset.side !== usual.offset.side) &&
      `${position}:${offset.side}px`,
    offset.bottom !== usual.offset.bottom && `bottom:${offset.bottom}px`,
    zIndex !== usual.zIndex && `z-index:${zIndex}`,
    icon !== null && `--icon:path("${icon}")`,
  ];
  return declarations.filter(Boolean).join(';');
}
