/**
 * What a word says about digits near it: that they are a telephone number, that they are something else, or nothing.
 * Words of English, Spanish, German, French, Italian and Portuguese, as pages and programs write them.
 */
export type Verdict = 'phone' | 'other' | 'none';

/** Labels and names of fields. */
const phoneNames =
  'tel|tels|telf|tlf|tfno|tfn|tlfn|telefon|telefono|telefonos|telefone|telephone|telephones|telefonnummer|telefax|phone|phones|phonenumber|phoneno|telno|telnr|mobil|mobile|mobilephone|mobilenumber|mobilnummer|mobiltelefon|mob|movil|celular|cellulare|cel|cellphone|cell|handy|handynummer|festnetz|fijo|fax|faxnummer|rufnummer|ruckruf|ruckrufnummer|durchwahl|hotline|helpline|freephone|tollfree|callback|whatsapp|sms|msisdn|landline|portable|telemovel|telefonica|telefonico|dial';
/** Words of sentences that announce a number. */
const speech =
  'call|calls|called|calling|ring|rang|reach|reached|text|voicemail|mailbox|answer|answers|answered|pager|direct|llamar|llama|llame|llamo|llamada|llamadas|llamando|buzon|marcar|marque|contactar|contacto|anrufen|anruf|anrufe|ruft|rufen|ruf|erreichbar|erreichen|zentrale|appeler|appelez|chiamare|ligar';
const others =
  'order|orders|orderid|ordernumber|case|cases|caseid|casenumber|ticket|tickets|ticketid|invoice|invoices|id|ids|uid|uuid|guid|ref|reference|referencia|konto|kontonummer|cuenta|date|dates|datum|fecha|created|modified|updated|due|birthday|birth|dob|amount|total|totalprice|sum|price|cost|balance|revenue|betrag|summe|preis|saldo|importe|precio|iban|bic|swift|bank|routing|sortcode|clabe|card|cards|creditcard|karte|kartennummer|kreditkarte|tarjeta|sku|ean|gtin|upc|asin|artikel|artikelnummer|producto|codigo|code|tracking|trackingnumber|shipment|parcel|sendung|sendungsnummer|seguimiento|envio|vat|tax|taxnumber|ssn|ein|ust|ustid|ustidnr|steuer|steuernummer|nif|cif|nie|dni|rfc|curp|serial|serialnumber|sn|imei|iccid|imsi|mac|seriennummer|serien|serie|ip|ipv4|geo|lat|lng|coordinates|koordinaten|coordenadas|location|policy|policynumber|contract|contractno|personalnummer|vertrag|vertragsnummer|versicherung|versicherungsnummer|police|poliza|contrato|expediente|timestamp|session|sessionid|zeitstempel|sitzung|sesion|isbn|issn|doi|version|build|size|dimensions|medidas|bestellung|bestellnummer|auftrag|auftragsnummer|pedido|fall|fallnummer|vorgang|vorgangsnummer|caso|incidencia|rechnung|rechnungsnummer|factura|kundennummer|zip|postcode|postal|plz|license|licence|patent|registration|passport|nhs|npi|hash|commit|batch|lot|quantity|qty|population|transaction|payment|booking|reservation|flight|quote|po|rma|isin|wkn|siret|siren|cnpj|cpf|nss|policyno|employeeid|duns|crn|gln|hrb|matricula';
/** Have numbers of their own, but telephones, too: "Customer" may head a column of both, "Customer no." not. */
const owners =
  'customer|client|account|acct|cliente|kunde|kunden|employee|personnel|empleado|member|membership|part|item|vendor|supplier|proveedor|lieferant|partner|user';
/** Make an id of the word beside them. */
const counters = 'no|nr|num|number|nummer|numero|n|id|ids|code|codigo|key';
/** Say what the thing is even beside a word for telephones: "Phone serial number", "Telefon-Rechnung". */
const heads =
  'imei|iccid|imsi|serial|serialnumber|seriennummer|invoice|rechnung|factura|price|preis|precio|date|datum|fecha';
/** Stand between a label and its number. */
const fillers =
  'no|nr|num|number|nummer|numero|n|is|was|the|el|la|de|del|der|die|das|ist|es|code|id|and|of|und|y|with|lautet';

/** Classes say "mobile" or "cell" of layouts, too, so that they count as fields only in these forms. */
const phoneClasses =
  /(?:^|\s)(?:phone|phones|telephone|tel|fax|telefon|telefono|telefone|handy|movil|celular|whatsapp|msisdn|cellphone|mobilephone|(?:mobile|cell) (?:phone|number|no|nr|tel))(?=\s|$)/;

const setOf = (list: string): ReadonlySet<string> => new Set(list.split('|'));
const phoneNameSet = setOf(phoneNames);
const phoneSpeechSet = setOf(speech);
const otherSet = setOf(others);
const headSet = setOf(heads);
const fillerSet = setOf(fillers);
const ownerSet = setOf(owners);
const counterSet = setOf(counters);

/** Parts of longer words, which German makes at will. */
const phoneCompound =
  /telefon|telephon|handy(?:s|nummer)?$|rufnummer|mobilfunk|(?<!head|micro|mega|smart|ear)phones?$|^phone/;
const otherCompound =
  /^(?:rechnung|bestell|auftrag|kundenn|vertrag|personal|versicherung|sendung|serien|artikel|steuer|konto|karten|kredit|liefer|buchung|reservierung|mitglied|vorgang|geburt|betrag|ausweis|zahlung)/;
/** "Her number is", "mi n\u00famero:". */
const possessive =
  /\b(?:my|her|his|their|our|your|the|mi|su|sus|tu|meine|seine|ihre|deine) (?:new |nueva? |neue )?(?:number|numero|nummer)(?: (?:is|es|ist|lautet|now|nueva?))*[\s:]*$/;

/** Single letters that stand for a telephone before a colon or dot: "T: 020 7946 0958". */
const letters = setOf('t|p|m|f|c|w|h|d|b|o');

/** Enough for the labels of any page, and no more than it may cost. */
const mostRemembered = 2000;

const phoneName = 1;
const phoneSpeech = 2;
const other = 4;
const owner = 8;
const counter = 16;
const filler = 32;

/** What a word can be, one bit each. */
const kindsOf = remembered((word) => {
  let kinds = 0;
  if (phoneNameSet.has(word) || phoneCompound.test(word)) kinds |= phoneName;
  if (phoneSpeechSet.has(word)) kinds |= phoneSpeech;
  if (otherSet.has(word) || otherCompound.test(word)) kinds |= other;
  if (ownerSet.has(word)) kinds |= owner;
  if (counterSet.has(word)) kinds |= counter;
  if (fillerSet.has(word)) kinds |= filler;
  return kinds;
});

/** The words of a text, lower-case and without accents; names such as `mobilePhone` are taken apart. */
export function wordsOf(text: string): string[] {
  // Says the same of most texts and costs a third.
  if (!/[^\0-\x7f]|[a-z][A-Z]/.test(text)) return text.toLowerCase().match(/[a-z]+\d{0,2}/g) ?? [];
  return plain(text).match(/\p{L}+\d{0,2}/gu) ?? [];
}

/** What a label or the name of a field says: a word for telephones wins unless the label is about something of one. */
export const judgeLabel = remembered((text: string): Verdict => {
  const found = wordsOf(text);
  if (found.some((word) => headSet.has(word))) return 'other';
  if (found.some(isPhoneName)) return 'phone';
  if (found.includes('contact') && found.includes('number')) return 'phone';
  return found.some(isOther) || isOwned(found) ? 'other' : 'none';
});

/** What the classes of an element say. */
export const judgeClass = remembered((text: string): Verdict => {
  const found = wordsOf(text);
  if (phoneClasses.test(found.join(' '))) return 'phone';
  return found.some(isOther) || isOwned(found) ? 'other' : 'none';
});

/** What the text just before a number says, from the nearest word backwards. */
export function judgeBefore(text: string): Verdict {
  if (text === '') return 'none';
  const tail = text.slice(-80);
  const found = wordsOf(tail);
  let isNear = true;
  let isCounted = false;
  for (let index = found.length - 1; index >= Math.max(0, found.length - 8); index -= 1) {
    const kinds = kindsOf(found[index] ?? '');
    if ((kinds & (phoneName | phoneSpeech)) !== 0) return 'phone';
    if (isNear && ((kinds & other) !== 0 || (isCounted && (kinds & owner) !== 0))) return 'other';
    isCounted ||= (kinds & counter) !== 0;
    isNear &&= (kinds & filler) !== 0;
  }
  if (/#\s*$/.test(tail)) return 'other';
  if (isCounted && possessive.test(plain(tail.slice(-40)))) return 'phone';
  return letters.has(found.at(-1) ?? '') && /(?:^|[^\p{L}\p{N}])\p{L}[.:]\s*$/u.test(tail) ? 'phone' : 'none';
}

/** Whether the text just behind a number speaks of a call. */
export function speaksOfCalls(text: string): boolean {
  return text !== '' && wordsOf(text.slice(0, 40)).some((word) => (kindsOf(word) & phoneSpeech) !== 0);
}

/** Labels, headers, classes and words come again with every row. */
function remembered<T>(judge: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let verdict = known.get(text);
    if (verdict === undefined) {
      if (known.size >= mostRemembered) known.clear();
      verdict = judge(text);
      known.set(text, verdict);
    }
    return verdict;
  };
}

function isPhoneName(word: string): boolean {
  return (kindsOf(word) & phoneName) !== 0;
}

function isOwned(found: readonly string[]): boolean {
  return found.some((word) => ownerSet.has(word)) && found.some((word) => counterSet.has(word));
}

function isOther(word: string): boolean {
  return (kindsOf(word) & other) !== 0;
}

function plain(text: string): string {
  const apart = text.replace(/WhatsApp/g, 'whatsapp').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  // Taking accents off costs more than all the rest, and most texts have none.
  const unaccented = /[^\0-\x7f]/.test(apart) ? apart.normalize('NFKD').replace(/\p{M}/gu, '') : apart;
  return unaccented.toLowerCase();
}
