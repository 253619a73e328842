import type { PortalCard } from '../../contract/portal.ts';

export function Cards({ cards }: { cards: PortalCard[] }) {
  return (
    <ul class="cards">
      {cards.map(({ title, excerpt, href }) => (
        <li>
          <a href={href}>
            <b>{title}</b>
            <span>{excerpt}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
