import { escapeHtml } from './escape.ts';

/** What a requester is told once their message has been stored. */
interface Words {
  subject: string;
  greeting: (name: string | null) => string;
  received: string;
  about: string;
  reference: string;
  answer: string;
}

const english: Words = {
  subject: 'We have received your message',
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  received: 'thank you for writing to us. Your message has arrived.',
  about: 'It is about',
  reference: 'Your reference is',
  answer: 'We will answer to this address.',
};

const byLanguage: Readonly<Record<string, Words>> = {
  en: english,
  de: {
    subject: 'Wir haben Ihre Nachricht erhalten',
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    received: 'vielen Dank, dass Sie uns geschrieben haben. Ihre Nachricht ist angekommen.',
    about: 'Es geht um',
    reference: 'Ihr Zeichen ist',
    answer: 'Wir antworten an diese Adresse.',
  },
  fr: {
    subject: 'Nous avons bien reçu votre message',
    greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
    received: 'merci de nous avoir écrit. Votre message nous est bien parvenu.',
    about: 'Il concerne',
    reference: 'Votre référence est',
    answer: 'Nous répondrons à cette adresse.',
  },
  es: {
    subject: 'Hemos recibido su mensaje',
    greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
    received: 'gracias por escribirnos. Su mensaje ha llegado.',
    about: 'Trata de',
    reference: 'Su referencia es',
    answer: 'Responderemos a esta dirección.',
  },
};

/** What the outbox calls it; a reply finds it by this. */
export function confirmationOf(reference: string): string {
  return `ticket ${reference}: confirmation`;
}

/**
 * The mail that confirms a ticket.
 * @param proven name and subject as a reader wrote them, whose address a token proved. For anybody else null: a
 * stranger could send words of their own to any address through it.
 */
export function confirmationMail(parts: {
  reference: string;
  proven: { name: string; subject: string } | null;
  languages: readonly string[];
}): { subject: string; plain: string; html: string } {
  const { reference, proven, languages } = parts;
  const language = languages.find((code) => Object.hasOwn(byLanguage, code)) ?? 'en';
  const words = byLanguage[language] ?? english;
  const lines = [
    words.greeting(proven?.name ?? null),
    words.received,
    ...(proven?.subject ? [`${words.about}: ${proven.subject}`] : []),
    `${words.reference} ${reference}. ${words.answer}`,
  ];
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`);
  return {
    subject: `[${reference}] ${words.subject}`,
    plain: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><body>${paragraphs.join('')}</body></html>`,
  };
}
