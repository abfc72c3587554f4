/** A customer of the shop, as the CRM keeps it. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly contact: string;
  readonly phone: string;
  readonly city: string;
  readonly about: string;
  /** Extension of the colleague who looks after them. */
  readonly owner: string;
}

/** Their numbers are those that the development platform answers. */
export const customers: readonly Customer[] = [
  {
    id: 'harbor-dental',
    name: 'Harbor Dental',
    contact: 'Priya Nair',
    phone: '+15552010101',
    city: 'Portland',
    about: 'Quote for 12 chairs, due today',
    owner: '1002',
  },
  {
    id: 'ana-torres',
    name: 'Ana Torres',
    contact: 'Ana Torres',
    phone: '+15551234567',
    city: 'Austin',
    about: 'Desk arrived with a scratch',
    owner: '1003',
  },
  {
    id: 'fjord-insurance',
    name: 'Fjord Insurance',
    contact: 'Ingrid Dahl',
    phone: '+15552010107',
    city: 'Seattle',
    about: 'Moving to a new floor in May',
    owner: '1002',
  },
  {
    id: 'northwind-courier',
    name: 'Northwind Courier',
    contact: 'Sam Whitlock',
    phone: '+15552010103',
    city: 'Boise',
    about: 'Always in a hurry: hangs up after five seconds',
    owner: '1004',
  },
  {
    id: 'chloe-martin',
    name: 'Chloe Martin',
    contact: 'Chloe Martin',
    phone: '+15552010104',
    city: 'Denver',
    about: 'Call back; her line is busy in the mornings',
    owner: '1005',
  },
  {
    id: 'silent-line',
    name: 'Quiet Rooms Library',
    contact: 'Front desk',
    phone: '+15552010117',
    city: 'Salem',
    about: 'Answers and says nothing, as libraries do',
    owner: '1004',
  },
];

/** The customer who has this number, in whatever form it comes. */
export function customerOf(number: string): Customer | undefined {
  const digits = number.replace(/\D/g, '');
  return digits.length < 7 ? undefined : customers.find(({ phone }) => phone.endsWith(digits.slice(-10)));
}
