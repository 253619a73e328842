import { followTheme } from './theme.ts';

// Everything works without this. It saves a page load here and there.
followTheme();
