import type { Language } from './decoys.js';

/** Words of the generated pages that announce a telephone number. */
export const phoneLabels: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Phone',
    'Phone number',
    'Telephone',
    'Tel.',
    'Mobile',
    'Cell',
    'Work phone',
    'Home Phone',
    'Fax',
    'Direct dial',
    'Contact number',
    'Callback number',
    'WhatsApp',
    'Mobile No.',
  ],
  de: [
    'Telefon',
    'Tel.',
    'Mobil',
    'Handy',
    'Rufnummer',
    'Festnetz',
    'Telefonnummer',
    'Fax',
    'Telefax',
    'Mobilnummer',
    'Telefon (gesch\u00e4ftlich)',
    'R\u00fcckrufnummer',
  ],
  es: [
    'Tel\u00e9fono',
    'Tel.',
    'M\u00f3vil',
    'Celular',
    'Tel\u00e9fono fijo',
    'Fax',
    'Tel\u00e9fono de contacto',
    'WhatsApp',
    'TEL\u00c9FONO',
    'Tfno.',
    'N\u00ba de tel\u00e9fono',
  ],
};

/** Names of telephone fields as programs write them. */
export const phoneFields: readonly string[] = [
  'phone',
  'mobile_phone',
  'phoneNumber',
  'tel',
  'fax',
  'contact-phone',
  'MobilePhone',
  'telefono',
  'work_tel',
];

/** Sentences with one telephone number at `%`. */
export const phoneSentences: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Spoke to Ana, call her back at % after lunch.',
    'Left a voicemail on % and will try again tomorrow.',
    'New mobile: %',
    'Please dial % and ask for the service desk.',
    'Reach me on % (mornings only).',
    'Tel: %, ask for Ben.',
    'Customer prefers WhatsApp %.',
    'Her number is %.',
    '%: nobody answers before 9.',
    'Cell % or email.',
    'T: %',
  ],
  de: [
    'Bitte R\u00fcckruf unter %.',
    'Frau Weber ist mobil erreichbar: %',
    'Tel. % (nur vormittags)',
    'Ruft am besten unter % an.',
    'Neue Handynummer %, bitte eintragen.',
    'Telefon: %',
    'Zentrale: Tel.: %, Fax auf Anfrage',
    'T: %',
  ],
  es: [
    'Llamar a Ana al % por la tarde.',
    'Nuevo m\u00f3vil: %',
    'Tel.: % (solo ma\u00f1anas)',
    'Su tel\u00e9fono es el %.',
    'Contactar por WhatsApp al %.',
    'Dej\u00f3 un mensaje en el buz\u00f3n del %, volver a llamar.',
    'Tlf: %',
    'Cel. %',
  ],
};

/** Sentences with two telephone numbers. */
export const twoPhoneSentences: readonly string[] = [
  'T: % | M: %',
  '% / %',
  'Tel. %, Fax %',
  'Tel: %; Mob: %',
  '%, %',
  'Tel % - Fax %',
];

/** Sentences with an id at `%`; each works with a label before it. */
export const idSentences: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '{label} % was closed yesterday.',
    'See {label}: %',
    'Re: {label} #%',
    '{label} % is overdue, please check.',
    'Merged with {label} %.',
  ],
  de: [
    '{label} % wurde gestern geschlossen.',
    'Siehe {label}: %',
    'Betreff: {label} %',
    '{label} % ist \u00fcberf\u00e4llig.',
  ],
  es: ['{label} % se cerr\u00f3 ayer.', 'Ver {label}: %', 'Ref.: {label} %', '{label} % est\u00e1 pendiente.'],
};

export const plainSentences: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Sent the offer, waiting for an answer.',
    'Meeting moved to next week',
    'Contract signed',
    'No answer, will try again',
    'Interested in the premium plan',
  ],
  de: [
    'Angebot verschickt, wartet auf Antwort.',
    'Termin verschoben',
    'Vertrag unterschrieben',
    'Niemand erreicht',
    'Interesse am Premium-Tarif',
  ],
  es: [
    'Oferta enviada, a la espera de respuesta.',
    'Reuni\u00f3n aplazada',
    'Contrato firmado',
    'No contesta',
    'Interesado en el plan premium',
  ],
};

export const names = [
  'Ana Mart\u00ednez',
  'Ben Ruiz',
  'Carla Le\u00f3n',
  'Dave Kim',
  'Eva Ortiz',
  'Frieda M\u00fcller',
  'George Webb',
  'Hannah O\u2019Neill',
  'Iv\u00e1n Garc\u00eda',
  'J\u00f6rg Sch\u00e4fer',
];
export const companies = [
  'Acme Corp',
  'Globex GmbH',
  'Initech',
  'Umbrella S.L.',
  'Stark & Sons',
  'Studio 54',
  '3M Deutschland',
  'Grupo Norte 2000',
  'Area 51 Ltd',
];
export const cities = [
  'Austin, TX 78701',
  '10115 Berlin',
  '28013 Madrid',
  'London SW1A 1AA',
  '06600 CDMX',
  '1600 Pennsylvania Ave',
  'Calle Mayor 12, 3\u00ba',
  'Hauptstra\u00dfe 117',
];
const statuses = ['Open', 'Won', 'Lost', 'Active', 'Pending 3/12', '100 %', 'Step 2 of 10'];
/** What people write in notes besides. */
export const longSentences: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'She liked the demo last week and wants two colleagues from finance to see it before the end of the quarter.',
    'Budget is approved for 2025, but procurement asks for three references in the same industry first.',
    'Sent the revised proposal with the discount that we discussed at the fair in Chicago.',
    'They run 140 seats today and expect to reach 200 within 18 months, so the larger plan makes sense.',
    'Legal still has the data processing agreement on its desk; nothing else stands in the way.',
  ],
  de: [
    'Die Vorf\u00fchrung kam gut an, zwei Kolleginnen aus der Buchhaltung sollen sie vor Quartalsende auch sehen.',
    'Das Budget f\u00fcr 2025 ist freigegeben, der Einkauf m\u00f6chte aber erst drei Referenzen aus der Branche.',
    'Das \u00fcberarbeitete Angebot mit dem auf der Messe in Hannover besprochenen Nachlass ist verschickt.',
    'Heute sind es 140 Pl\u00e4tze, in 18 Monaten sollen es 200 sein, also passt der gr\u00f6\u00dfere Tarif.',
    'Der Vertrag zur Auftragsverarbeitung liegt noch in der Rechtsabteilung, sonst steht nichts im Weg.',
  ],
  es: [
    'La demostraci\u00f3n gust\u00f3 mucho y quieren que la vean dos compa\u00f1eras de finanzas antes de fin de trimestre.',
    'El presupuesto de 2025 est\u00e1 aprobado, pero compras pide antes tres referencias del mismo sector.',
    'Enviada la propuesta revisada con el descuento que se habl\u00f3 en la feria de Valencia.',
    'Hoy son 140 puestos y esperan llegar a 200 en 18 meses, as\u00ed que conviene el plan grande.',
    'El contrato de tratamiento de datos sigue en la asesor\u00eda jur\u00eddica; no hay m\u00e1s obst\u00e1culos.',
  ],
};

const emails = [
  'ana.martinez@example.com',
  'ben@globex.example',
  'c.leon77@example.org',
  'info@stark-sons.example',
  'office2024@example.net',
];
const stages = ['Prospecting', 'Qualification', 'Needs analysis', 'Proposal', 'Negotiation', 'Closed won'];
const steps = [
  'Send offer',
  'Demo on Monday',
  'Waiting for legal',
  'Renewal in Q3',
  'None',
  'Follow up after the fair',
];
const owners = ['Alice Adams', 'Bob Berger', 'Carmen Cruz', 'Unassigned'];
const roles = ['Head of Purchasing', 'CEO', 'Assistant', 'IT manager', 'Sales rep', ''];

/** Columns without numbers of more than a few digits. */
export const plainColumns: readonly { readonly header: string; readonly values: readonly string[] }[] = [
  { header: 'City', values: cities },
  { header: 'Status', values: statuses },
  { header: 'Email', values: emails },
  { header: 'Company', values: companies },
  { header: 'Stage', values: stages },
  { header: 'Next step', values: steps },
  { header: 'Owner', values: owners },
  { header: 'Role', values: roles },
  { header: 'Description', values: Object.values(longSentences).flat() },
];
