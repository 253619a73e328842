import { comeBack, fillCode, handOver, leave, offerLogout } from './doors.ts';
import { closeMenus } from './menus.ts';
import { searchAsTyped } from './search.ts';
import { followTheme } from './theme.ts';
import { watch } from './watch.ts';

// Everything but the door of `mintlify` works without this. It saves a page load here and there.
followTheme();
closeMenus();
for (const form of document.querySelectorAll<HTMLFormElement>('search form')) searchAsTyped(form);
leave();
comeBack();
fillCode();
offerLogout();
watch();
void handOver();
