export interface Company {
  name: string;
  plan: 'Team' | 'Enterprise';
  seats: number;
  /** ISO 4217, with the English that its money is written in. */
  currency: string;
  moneyLocale: string;
  /** Revenue of an ordinary week, in whole units of the currency. */
  weeklyRevenue: number;
  team: readonly Teammate[];
}

export interface Teammate {
  name: string;
  email: string;
  role: 'Admin' | 'Analyst' | 'Viewer';
  lastSeen: string;
}

/** Someone who can sign in to the product. The name is theirs to change; the rest is the product's record. */
export interface Customer {
  readonly id: string;
  name: string;
  readonly email: string;
  readonly role: Teammate['role'];
  readonly company: Company;
  readonly groups: readonly string[];
  readonly locale: string;
}

const acme: Company = {
  name: 'Acme',
  plan: 'Enterprise',
  seats: 25,
  currency: 'USD',
  moneyLocale: 'en-US',
  weeklyRevenue: 84_000,
  team: [
    { name: 'Grace Park', email: 'grace@acme.example', role: 'Analyst', lastSeen: '2 hours ago' },
    { name: 'Luis Ortega', email: 'luis@acme.example', role: 'Analyst', lastSeen: 'Yesterday' },
    { name: 'Mina Haddad', email: 'mina@acme.example', role: 'Viewer', lastSeen: '3 days ago' },
    { name: 'Tom Becker', email: 'tom@acme.example', role: 'Viewer', lastSeen: 'Last week' },
  ],
};

const globex: Company = {
  name: 'Globex',
  plan: 'Team',
  seats: 8,
  currency: 'GBP',
  moneyLocale: 'en-GB',
  weeklyRevenue: 31_500,
  team: [
    {
      name: 'Priya Nair',
      email: 'priya@globex.example',
      role: 'Admin',
      lastSeen: '20 minutes ago',
    },
    { name: 'Owen Clarke', email: 'owen@globex.example', role: 'Viewer', lastSeen: '4 days ago' },
  ],
};

const initech: Company = {
  name: 'Initech',
  plan: 'Enterprise',
  seats: 120,
  currency: 'EUR',
  moneyLocale: 'en-IE',
  weeklyRevenue: 212_000,
  team: [
    { name: 'Jonas Keller', email: 'jonas@initech.example', role: 'Admin', lastSeen: '1 hour ago' },
    { name: 'Aylin Demir', email: 'aylin@initech.example', role: 'Analyst', lastSeen: 'Yesterday' },
    { name: 'Paul Novák', email: 'paul@initech.example', role: 'Viewer', lastSeen: 'Last week' },
  ],
};

/** The three customers of the demo, fresh for each running app, by id. */
export function demoCustomers(): ReadonlyMap<string, Customer> {
  const customers: Customer[] = [
    {
      id: 'ada',
      name: 'Ada Lovelace',
      email: 'ada@acme.example',
      role: 'Admin',
      company: acme,
      groups: [],
      locale: 'en',
    },
    {
      id: 'bob',
      name: 'Bob Stone',
      email: 'bob@globex.example',
      role: 'Analyst',
      company: globex,
      groups: [],
      locale: 'en',
    },
    {
      id: 'chloe',
      name: 'Chloé Weber',
      email: 'chloe@initech.example',
      role: 'Analyst',
      company: initech,
      groups: ['beta'],
      locale: 'de',
    },
  ];
  return new Map(customers.map((customer) => [customer.id, customer]));
}
