import type { Methods } from '../widget/public.ts';

/** Commands that the playground runs as they are; the others have controls of their own. */
export type Command = Exclude<keyof Methods, 'on' | 'status' | 'authenticate' | 'logout'>;

type Tries = { readonly [Name in Command]: readonly Parameters<Methods[Name]>[] };

/** Arguments worth a try. A new command that is missing here does not compile. */
export const tries: Tries = {
  open: [[], ['article', { id: 1 }], ['ticketForm', { subject: 'An invoice is missing' }]],
  close: [[]],
  search: [['invoice']],
  suggest: [[{ url: '/billing' }], [{ tags: ['billing'] }]],
  show: [[], ['launcher']],
  hide: [[], ['launcher'], ['ticketForm', ['priority', 'attachment-container']]],
  prefill: [['ticketForm', { subject: 'An invoice is missing', priority: 2 }]],
  identify: [['ticketForm', { name: 'Grace Park', email: 'grace@acme.example' }]],
  disable: [['ticketForm', ['name', 'email']]],
  hideChoices: [['ticketForm', { priority: [3, 4] }]],
  clear: [['ticketForm']],
  setLocale: [['de'], ['en']],
  setLabels: [[{ en: { launcher: 'Ask us', banner: 'What can we do for you?' } }]],
  update: [
    [{ colour: '#17693f', theme: 'dark', position: 'left' }],
    [{ offset: { side: 60, bottom: 60 }, mode: 'articles' }],
  ],
  destroy: [[]],
  boot: [[]],
};

export function isCommand(name: string): name is Command {
  return Object.hasOwn(tries, name);
}
