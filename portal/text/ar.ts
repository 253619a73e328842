import type { Texts } from './en.ts';

/** The site in Arabic. */
export const ar: Texts = {
  skip: 'انتقل إلى المحتوى',
  home: 'الصفحة الرئيسية',
  menu: 'المحتويات',
  search: 'بحث',
  searchFor: 'ابحث عن إجابات',
  searchHint: 'ابحث في المقالات',
  language: 'اللغة',
  theme: 'المظهر',
  themes: { system: 'النظام', light: 'فاتح', dark: 'داكن' },
  hello: 'كيف يمكننا مساعدتك؟',
  articles: (count) => counted(count),
  popular: 'الأكثر قراءة',
  browse: 'كل المواضيع',
  emptyHome: 'لا توجد مقالات بعد',
  emptyHomeHint: 'لا يوجد هنا بعد ما يمكنك قراءته.',
  emptyFolder: 'لا توجد مقالات هنا',
  breadcrumb: 'أنت هنا',
  subfolders: 'في هذا الموضوع',
  contents: 'في هذه الصفحة',
  updated: 'آخر تحديث:',
  attachments: 'المرفقات',
  related: 'مقالات ذات صلة',
  previous: 'السابق',
  next: 'التالي',
  markdown: 'عرض بصيغة Markdown',
  table: 'جدول',
  notTranslated: 'هذه المقالة غير متوفرة بالعربية.',
  resultsFor: (query) => `نتائج البحث عن «${query}»`,
  results: (count) => `النتائج: ${counted(count)}`,
  shown: (count) => `تظهر أفضل النتائج وعددها ${count}.`,
  noResults: (query) => `لا توجد نتائج عن «${query}»`,
  noResultsHint: 'جرّب كلمات أقل أو كلمات أخرى، أو ابحث هنا:',
  question: 'هل كان هذا مفيدًا؟',
  yes: 'نعم',
  no: 'لا',
  thanks: 'شكرًا على إجابتك.',
  reason: 'ما الذي كان ناقصًا؟',
  optional: 'اختياري',
  send: 'إرسال',
  contact: 'اتصل بالدعم',
  contactHint: 'ألم تجد ما تحتاج إليه؟',
  needed: 'الحقول المميزة بعلامة * مطلوبة.',
  choose: 'اختر…',
  files: (count, size) => `عدد الملفات ${count} كحد أقصى، وحجمها معًا ${size}.`,
  check: 'يُرجى مراجعة هذه الحقول',
  faults: {
    required: 'يُرجى ملء هذا الحقل.',
    not_text: 'يُرجى كتابة نص.',
    too_long: 'هذا النص طويل جدًا.',
    not_an_email: 'هذا ليس عنوان بريد إلكتروني.',
    not_a_url: 'هذا ليس عنوان ويب. يبدأ العنوان بـ https://',
    not_a_number: 'هذا ليس رقمًا.',
    not_a_date: 'هذا ليس تاريخًا.',
    not_a_checkbox: 'ضع علامة هنا أو اترك المربع فارغًا.',
    not_a_choice: 'يُرجى اختيار أحد الخيارات.',
  },
  ticketProblems: {
    files: 'لا يمكن إرسال هذه الملفات: أحدها من نوع غير مقبول، أو أنها كبيرة جدًا.',
    limited: 'عدد الرسائل كبير الآن. نصك ما زال هنا: حاول مرة أخرى بعد بضع دقائق.',
  },
  sent: 'تم إرسال الرسالة',
  reference: 'الرقم المرجعي:',
  signedIn: 'تم تسجيل الدخول',
  gate: {
    title: 'سجّل الدخول لمتابعة القراءة',
    site: (name) => `${name} مخصص لقرائه. سجّل الدخول وستعود إلى هذه الصفحة.`,
    article: (title) => `«${title}» مخصصة للقراء الذين سجّلوا الدخول.`,
    signIn: 'تسجيل الدخول',
    signInWith: (name) => `تسجيل الدخول باستخدام ${name}`,
    choose: 'اختر طريقة تسجيل الدخول',
    closed: 'لا يمكن لأحد تسجيل الدخول هنا حاليًا.',
    going: 'يجري نقلك إلى صفحة تسجيل الدخول.',
    continue: 'المتابعة إلى تسجيل الدخول',
    refused: 'تعذّر تسجيل دخولك',
    refusedHint:
      'سجّل الدخول مرة أخرى. إذا تكرر الخطأ فأبلغ القائمين على مركز المساعدة هذا بما يلي:',
    code: 'الرمز',
    reference: 'الرقم المرجعي',
    circle: 'تعود إلى هنا مرة بعد مرة',
    circleHint:
      'أُرسلت إلى تسجيل الدخول عدة مرات خلال دقيقة وعدت دون تسجيل الدخول. اسمح لهذا الموقع بملفات تعريف الارتباط، وانتظر دقيقة، ثم حاول مرة أخرى.',
    again: 'إعادة المحاولة',
    password: 'كلمة المرور',
    passwordTitle: 'مركز المساعدة هذا محمي بكلمة مرور',
    passwordHint: 'اطلبها ممن أعطاك هذا العنوان.',
    passwordWrong: 'كلمة المرور غير صحيحة.',
    enter: 'دخول',
    email: 'عنوان البريد الإلكتروني',
    emailTitle: 'تسجيل الدخول بالبريد الإلكتروني',
    emailHint: 'إذا كان عنوانك في قائمة القراء فستصلك رسالة فيها رابط لتسجيل الدخول.',
    emailSend: 'أرسل لي رابطًا',
    emailSent:
      'إذا كان يحق لهذا العنوان القراءة هنا فالرابط في الطريق. يعمل مرة واحدة خلال 15 دقيقة.',
    linkTitle: 'تسجيل الدخول',
    linkHint: 'الرابط الذي وصلك يسجّل دخولك مرة واحدة.',
    linkCode: 'الرمز من رسالة البريد الإلكتروني',
    linkOver: 'هذا الرابط استُخدم من قبل أو انتهت مدته. اطلب رابطًا آخر.',
    handover: 'يجري تسجيل دخولك',
    handoverHint: 'تسجيل الدخول بهذه الطريقة يحتاج إلى JavaScript.',
    handoverFailed: 'لم ينجح ذلك. حاول مرة أخرى بعد لحظات.',
    questionTitle: (name) => `أنت تسجّل الدخول باسم ${name}`,
    somebodyElse: 'شخص آخر',
    question: (current) =>
      `أنت مسجّل الدخول باسم ${current}. أحضرك رابط إلى هنا بتسجيل دخول آخر. تابع فقط إذا كنت تريد ذلك.`,
    questionContinue: (name) => `المتابعة باسم ${name}`,
    questionStay: (current) => `البقاء باسم ${current}`,
  },
  problems: {
    missing: {
      title: 'هذه الصفحة غير موجودة هنا',
      hint: 'ربما نُقلت، أو أنها مخصصة لقراء آخرين. قد يعرف البحث مكانها.',
    },
    refused: {
      title: 'لم ينجح ذلك',
      hint: 'تعذّر فهم الطلب. ارجع وحاول مرة أخرى.',
    },
    busy: {
      title: 'لحظة من فضلك',
      hint: 'الخادم مشغول. حاول مرة أخرى بعد بضع ثوانٍ.',
    },
    failed: {
      title: 'حدث خطأ من جانبنا',
      hint: 'حاول مرة أخرى. إذا تكرر ذلك فأبلغنا بهذا الرقم المرجعي:',
    },
  },
  signedInAs: (name) => `مسجّل الدخول باسم ${name}`,
  signOut: 'تسجيل الخروج',
};

const plural = new Intl.PluralRules('ar');

/** Articles in a number, in the form that the number asks for. */
function counted(count: number): string {
  switch (plural.select(count)) {
    case 'zero':
      return 'لا مقالات';
    case 'one':
      return 'مقالة واحدة';
    case 'two':
      return 'مقالتان';
    case 'few':
      return `${count} مقالات`;
    default:
      return `${count} مقالة`;
  }
}
