/** What readers are shown for a standard field, or a form, that nobody named otherwise. */
export interface StandardTexts {
  /** Heading of a form. */
  title: string;
  name: string;
  email: string;
  subject: string;
  description: string;
  type: string;
  priority: string;
  status: string;
  /** Of standard choices, by their English label. */
  choices: ReadonlyMap<string, string>;
}

const english: StandardTexts = {
  title: 'Contact us',
  name: 'Your name',
  email: 'E-mail address',
  subject: 'Subject',
  description: 'How can we help?',
  type: 'Type',
  priority: 'Priority',
  status: 'Status',
  choices: new Map(),
};

const byLanguage: Readonly<Record<string, StandardTexts>> = {
  en: english,
  de: texts(
    ['Kontakt', 'Ihr Name', 'E-Mail-Adresse', 'Betreff', 'Wie können wir helfen?'],
    ['Art', 'Priorität', 'Status'],
    ['Frage', 'Störung', 'Problem', 'Wunsch'],
    ['Niedrig', 'Mittel', 'Hoch', 'Dringend'],
    ['Offen', 'Wartend', 'Gelöst', 'Geschlossen'],
  ),
  fr: texts(
    ['Nous contacter', 'Votre nom', 'Adresse e-mail', 'Objet', 'Comment pouvons-nous vous aider ?'],
    ['Type', 'Priorité', 'Statut'],
    ['Question', 'Incident', 'Problème', 'Suggestion'],
    ['Basse', 'Moyenne', 'Haute', 'Urgente'],
    ['Ouvert', 'En attente', 'Résolu', 'Fermé'],
  ),
  es: texts(
    ['Contacto', 'Su nombre', 'Correo electrónico', 'Asunto', '¿En qué podemos ayudarle?'],
    ['Tipo', 'Prioridad', 'Estado'],
    ['Pregunta', 'Incidencia', 'Problema', 'Sugerencia'],
    ['Baja', 'Media', 'Alta', 'Urgente'],
    ['Abierto', 'Pendiente', 'Resuelto', 'Cerrado'],
  ),
  pt: texts(
    ['Contato', 'Seu nome', 'E-mail', 'Assunto', 'Como podemos ajudar?'],
    ['Tipo', 'Prioridade', 'Status'],
    ['Pergunta', 'Incidente', 'Problema', 'Sugestão'],
    ['Baixa', 'Média', 'Alta', 'Urgente'],
    ['Aberto', 'Pendente', 'Resolvido', 'Fechado'],
  ),
  it: texts(
    ['Contattaci', 'Il tuo nome', 'Indirizzo e-mail', 'Oggetto', 'Come possiamo aiutarti?'],
    ['Tipo', 'Priorità', 'Stato'],
    ['Domanda', 'Incidente', 'Problema', 'Suggerimento'],
    ['Bassa', 'Media', 'Alta', 'Urgente'],
    ['Aperto', 'In attesa', 'Risolto', 'Chiuso'],
  ),
  nl: texts(
    ['Contact', 'Uw naam', 'E-mailadres', 'Onderwerp', 'Hoe kunnen we helpen?'],
    ['Soort', 'Prioriteit', 'Status'],
    ['Vraag', 'Storing', 'Probleem', 'Wens'],
    ['Laag', 'Gemiddeld', 'Hoog', 'Dringend'],
    ['Open', 'In afwachting', 'Opgelost', 'Gesloten'],
  ),
  ja: texts(
    ['お問い合わせ', 'お名前', 'メールアドレス', '件名', 'お問い合わせ内容'],
    ['種類', '優先度', 'ステータス'],
    ['質問', '障害', '問題', 'ご要望'],
    ['低', '中', '高', '緊急'],
    ['未対応', '保留中', '解決済み', '完了'],
  ),
  zh: texts(
    ['联系我们', '您的姓名', '电子邮箱', '主题', '我们能为您做些什么？'],
    ['类型', '优先级', '状态'],
    ['咨询', '故障', '问题', '功能建议'],
    ['低', '中', '高', '紧急'],
    ['待处理', '等待中', '已解决', '已关闭'],
  ),
  ar: texts(
    ['اتصل بنا', 'اسمك', 'البريد الإلكتروني', 'الموضوع', 'كيف يمكننا مساعدتك؟'],
    ['النوع', 'الأولوية', 'الحالة'],
    ['سؤال', 'عطل', 'مشكلة', 'اقتراح'],
    ['منخفضة', 'متوسطة', 'عالية', 'عاجلة'],
    ['مفتوحة', 'قيد الانتظار', 'تم الحل', 'مغلقة'],
  ),
};

/** @param languages best first, in lower case; English where none of them is known. */
export function standardTexts(languages: readonly string[]): StandardTexts {
  const language = languages.find((code) => Object.hasOwn(byLanguage, code)) ?? 'en';
  return byLanguage[language] ?? english;
}

/** What a standard field is called; undefined for any other. */
export function standardLabel(texts: StandardTexts, field: string): string | undefined {
  switch (field) {
    case 'subject':
    case 'description':
    case 'type':
    case 'priority':
    case 'status':
      return texts[field];
    default:
      return undefined;
  }
}

function texts(
  [title, name, email, subject, description]: [string, string, string, string, string],
  [type, priority, status]: [string, string, string],
  types: [string, string, string, string],
  priorities: [string, string, string, string],
  states: [string, string, string, string],
): StandardTexts {
  const labels = [
    ...['Question', 'Incident', 'Problem', 'Feature Request'],
    ...['Low', 'Medium', 'High', 'Urgent'],
    ...['Open', 'Pending', 'Resolved', 'Closed'],
  ];
  const translated = [...types, ...priorities, ...states];
  const choices = new Map(labels.map((label, at) => [label, translated[at] ?? label]));
  return { title, name, email, subject, description, type, priority, status, choices };
}
