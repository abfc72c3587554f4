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
export const statuses = ['Open', 'Won', 'Lost', 'Active', 'Pending 3/12', '100 %', 'Step 2 of 10'];
