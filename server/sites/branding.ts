import { z } from 'zod';

/** How a site's pages look where nothing else is said; also fills what a stored branding leaves out. */
export const branding = z.object({
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a hex colour such as #2f5bea')
    .default('#2f5bea'),
});

export type Branding = z.output<typeof branding>;
