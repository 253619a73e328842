/** The mail with a one-time link. @param language of the reader's page, such as `de` */
export function linkMail(parts: { site: string; link: string; code: string; language: string }): {
  subject: string;
  plain: string;
  html: string;
} {
  const { site, link, code, language } = parts;
  const [base = 'en'] = language.toLowerCase().split('-');
  const words = base === 'de' ? german : english;
  const lines = [words.hello, words.open(site), link, words.code, code, words.life, words.ignore];
  const paragraphs = lines.map((line) => `<p>${line === link ? anchor(link) : escaped(line)}</p>`);
  return {
    subject: words.subject(site),
    plain: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${base === 'de' ? 'de' : 'en'}"><body>${paragraphs.join('')}</body></html>`,
  };
}

const english = {
  subject: (site: string) => `Sign in to ${site}`,
  hello: 'Hello,',
  open: (site: string) => `with this link you sign in to ${site}:`,
  code: 'If the page asks for a code, it is this:',
  life: 'Both work once, for 15 minutes.',
  ignore: 'If you did not ask for this, do nothing: nobody can sign in without it.',
};

const german: typeof english = {
  subject: (site) => `Bei ${site} anmelden`,
  hello: 'Guten Tag,',
  open: (site) => `mit diesem Link melden Sie sich bei ${site} an:`,
  code: 'Fragt die Seite nach einem Code, ist es dieser:',
  life: 'Beide gelten einmal, 15 Minuten lang.',
  ignore: 'Haben Sie nicht darum gebeten, tun Sie nichts: Ohne diese Mail meldet sich niemand an.',
};

function anchor(link: string): string {
  return `<a href="${escaped(link)}">${escaped(link)}</a>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
