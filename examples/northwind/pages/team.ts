import { html } from '../html.ts';
import { avatar } from './avatar.ts';
import type { Page, PageContext } from './layout.ts';

export function team({ customer }: PageContext): Page {
  const { company } = customer;
  const everybody = [{ ...customer, lastSeen: 'Now' }, ...company.team];
  return {
    title: 'Team',
    lead: `${everybody.length} of ${company.seats} seats of ${company.name} are taken.`,
    section: '/team',
    body: html`<ul class="card rows">
      ${everybody.map(
        (person) => html`<li class="row">${avatar(person.name)}
          <span class="what"><b>${person.name}</b><small>${person.email}</small></span>
          <span class="when">${person.lastSeen}</span><span class="pill">${person.role}</span></li>`,
      )}
    </ul>`,
  };
}
