/** The launcher's word. It is here so that the loader needs no file of texts. */
export const launcherTexts: { en: string; [language: string]: string } = {
  en: 'Help',
  de: 'Hilfe',
};
