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
