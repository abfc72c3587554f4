import { writeAccount, writeDate, writeIban, writePrice, writeTaxNumber, writeTwin } from './ids.js';
import type { Country } from './number-plans.js';
import type { Random } from './random.js';

/** Something with digits that is no telephone number, and the words that stand above or before it. */
export interface Decoy {
  readonly labels: Readonly<Record<Language, readonly string[]>>;
  /** Names of fields as programs write them: for classes and data attributes. */
  readonly fields: readonly string[];
  readonly write: (random: Random, country: Country) => string;
  /** Whether a reader needs the label to know what it is: only such may look like a telephone number. */
  readonly needsLabel: boolean;
}

export type Language = 'en' | 'de' | 'es';

export function languageOf(country: Country): Language {
  if (country === 'DE') return 'de';
  return country === 'ES' || country === 'MX' ? 'es' : 'en';
}

const words = (en: string, de: string, es: string): Readonly<Record<Language, readonly string[]>> => ({
  en: en.split('|'),
  de: de.split('|'),
  es: es.split('|'),
});

/** What stands in columns, details and sentences beside telephone numbers. */
export const decoys: readonly Decoy[] = [
  {
    labels: words(
      'Order ID|Order|Order number|Order no.',
      'Bestellnummer|Bestellung|Auftrags-Nr.|Auftrag',
      'Pedido|N\u00ba de pedido|N\u00famero de pedido',
    ),
    fields: ['order_id', 'orderNumber', 'order-no'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([
        writeTwin(random, country),
        random.fill('4500######'),
        random.fill('###-#######-#######'),
        random.fill('#########'),
      ]),
  },
  {
    labels: words(
      'Case|Case number|Ticket|Ticket ID',
      'Fall|Fallnummer|Ticket|Vorgangsnummer',
      'Caso|N\u00famero de caso|Ticket|Incidencia',
    ),
    fields: ['case_number', 'ticketId', 'case-id'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([
        writeTwin(random, country),
        random.fill('00######'),
        random.fill('CS00########'),
        random.fill('50########'),
      ]),
  },
  {
    labels: words(
      'Invoice|Invoice no.|Invoice number',
      'Rechnung|Rechnungsnummer|Rechnungs-Nr.',
      'Factura|N\u00ba factura|N\u00famero de factura',
    ),
    fields: ['invoice', 'invoiceNumber', 'invoice-id'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([
        writeTwin(random, country),
        random.fill('INV-20240###-####'),
        random.fill('2024/00######'),
        random.fill('RE-2024-######'),
        random.fill('90########'),
      ]),
  },
  {
    labels: words(
      'Customer ID|Customer no.|Account number|Client ID',
      'Kundennummer|Kunden-Nr.|Kontonummer',
      'N\u00ba de cliente|C\u00f3digo de cliente|N\u00famero de cuenta',
    ),
    fields: ['customer_id', 'accountNumber', 'client-no'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([writeTwin(random, country), writeAccount(random, country), random.fill('00########')]),
  },
  {
    labels: words(
      'Created|Date|Last modified|Due date|Birthday',
      'Erstellt|Datum|Ge\u00e4ndert am|F\u00e4llig am|Geburtsdatum',
      'Creado|Fecha|Modificado|Vencimiento|Fecha de nacimiento',
    ),
    fields: ['created_at', 'dueDate', 'birth-date'],
    needsLabel: false,
    write: writeDate,
  },
  {
    labels: words('Amount|Total|Price|Balance', 'Betrag|Summe|Preis|Saldo', 'Importe|Total|Precio|Saldo'),
    fields: ['amount', 'totalPrice', 'balance'],
    needsLabel: false,
    write: writePrice,
  },
  {
    labels: words('IBAN|Bank account', 'IBAN|Bankverbindung', 'IBAN|Cuenta bancaria'),
    fields: ['iban', 'bankAccount'],
    needsLabel: false,
    write: writeIban,
  },
  {
    labels: words(
      'Card|Card number|Credit card',
      'Karte|Kartennummer|Kreditkarte',
      'Tarjeta|N\u00famero de tarjeta',
    ),
    fields: ['card_number', 'creditCard'],
    needsLabel: false,
    write: (random) =>
      random.fill(
        random.pick([
          '4### #### #### ####',
          '5###-####-####-####',
          '37## ###### #####',
          '4###############',
          '**** **** **** ####',
          '5### #### #### ####',
        ]),
      ),
  },
  {
    labels: words(
      'SKU|Item number|EAN|Part no.',
      'Artikelnummer|Artikel-Nr.|EAN|SKU',
      'SKU|Referencia|EAN|C\u00f3digo',
    ),
    fields: ['sku', 'ean', 'partNumber'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([
        random.fill('40063########'),
        random.fill('100-###-####'),
        random.fill('AA-#####-####'),
        writeTwin(random, country),
      ]),
  },
  {
    labels: words(
      'Tracking|Tracking number|Shipment',
      'Sendungsnummer|Sendung|Tracking',
      'Seguimiento|N\u00ba de seguimiento|Env\u00edo',
    ),
    fields: ['tracking', 'trackingNumber', 'shipment_id'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([
        random.fill('1Z999AA1##########'),
        random.fill('9400 1### #### #### #### ##'),
        random.fill('0034043416##########'),
        random.fill('RR#########DE'),
        random.fill('############'),
        writeTwin(random, country),
      ]),
  },
  {
    labels: words('VAT|Tax ID|VAT number', 'USt-IdNr.|Steuernummer|Steuer-ID', 'NIF|CIF|RFC'),
    fields: ['vat_id', 'taxNumber', 'nif'],
    needsLabel: true,
    write: writeTaxNumber,
  },
  {
    labels: words(
      'Serial|Serial number|S/N|IMEI',
      'Seriennummer|Serien-Nr.|IMEI',
      'N\u00famero de serie|N\u00ba serie|IMEI',
    ),
    fields: ['serial', 'serialNumber', 'imei'],
    needsLabel: true,
    write: (random) =>
      random.fill(
        random.pick([
          '5CD#######',
          '####-####-####',
          '35 ###### ###### #',
          '35#############',
          'SN-##########',
          '8934##############',
        ]),
      ),
  },
  {
    labels: words('IP|IP address|Last login from', 'IP|IP-Adresse', 'IP|Direcci\u00f3n IP'),
    fields: ['ip', 'ipAddress'],
    needsLabel: false,
    write: (random) =>
      `${random.int(1, 223)}.${random.int(100, 255)}.${random.int(0, 255)}.${random.int(100, 255)}`,
  },
  {
    labels: words('Location|Coordinates', 'Standort|Koordinaten', 'Ubicaci\u00f3n|Coordenadas'),
    fields: ['geo', 'coordinates'],
    needsLabel: false,
    write: (random) =>
      random.fill(random.pick(['##.######, -##.######', '##.#####,##.#####', '40.######\u00b0 N'])),
  },
  {
    labels: words(
      'Employee no.|Personnel ID|Policy number|Contract',
      'Personalnummer|Vertragsnummer|Versicherungsnummer|Vertrag',
      'N\u00ba de empleado|P\u00f3liza|Contrato|Expediente',
    ),
    fields: ['employee_id', 'policyNumber', 'contract-no'],
    needsLabel: true,
    write: (random, country) =>
      random.pick([writeTwin(random, country), random.fill('000######'), random.fill('## ###### A ###')]),
  },
  {
    labels: words('Updated (ms)|Timestamp|Session', 'Zeitstempel|Sitzung', 'Marca de tiempo|Sesi\u00f3n'),
    fields: ['timestamp', 'updated_ms', 'sessionId'],
    needsLabel: true,
    write: (random) => random.fill(random.pick(['17#########', '17###########', '#########.####'])),
  },
  {
    labels: words('ISBN|Version|Size', 'ISBN|Version|Ma\u00dfe', 'ISBN|Versi\u00f3n|Medidas'),
    fields: ['isbn', 'version', 'dimensions'],
    needsLabel: false,
    write: (random) =>
      random.fill(
        random.pick(['ISBN 978-3-16-######-#', '10.0.#####.####', '1200 x 8## x 6## mm', 'v2.###.####-####']),
      ),
  },
];

/** Digits that speak for themselves wherever they stand. */
export const selfEvident: readonly ((random: Random, country: Country) => string)[] = [
  ...decoys.filter((decoy) => !decoy.needsLabel).map((decoy) => decoy.write),
  (random) => random.fill('https://crm.example.com/orders/N##N######?page=##'),
  (random) => random.fill('user.N#########@example.com'),
  (random) => random.fill('IMG_2024####_######.jpg'),
  (random) => random.fill('########-####-4###-a###-############'),
  (random) => random.fill('#f##a###########c####b##########'),
  (random) => random.fill('##:##-##:##, ##:##-##:##'),
  (random) => random.fill('1##,###,### views'),
  (random) => random.fill('2010\u20132024'),
  (random) => random.fill('N# % (#### / ####)'),
  (random) => random.fill('PO-####-######'),
  (random) => random.fill('90###-####'),
  (random) => random.fill('1.###.###.### Zeilen'),
];
