import { closeMenus } from './menus.ts';
import { searchAsTyped } from './search.ts';
import { followTheme } from './theme.ts';

// Everything works without this. It saves a page load here and there.
followTheme();
closeMenus();
for (const form of document.querySelectorAll<HTMLFormElement>('search form')) searchAsTyped(form);
