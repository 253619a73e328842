/**
 * Who may see a folder. The numbers 1 to 7 are the visibility codes of Freshdesk's REST API;
 * 8 is Porchlight's own. They are on the wire and in the database: never renumber them.
 */
export const Visibility = {
  everyone: 1,
  signedIn: 2,
  agents: 3,
  companies: 4,
  bots: 5,
  contactSegments: 6,
  companySegments: 7,
  groups: 8,
} as const;

/** One of the numbers of {@link Visibility}. */
export type VisibilityCode = (typeof Visibility)[keyof typeof Visibility];

/**
 * What somebody who is not signed in meets where a folder is not theirs to see: nothing at all, its title and a way
 * to sign in, or the sign-in at once. The visibility of a folder decides alone who may read it.
 */
export const signedOut = ['hidden', 'locked', 'redirect'] as const;
export type SignedOut = (typeof signedOut)[number];
