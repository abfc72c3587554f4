import type { Country } from './number-plans.js';
import type { Random } from './random.js';

/** Ids that have exactly the form of a number of the country: only their label tells. */
const twins: Readonly<Record<Country, readonly string[]>> = {
  US: ['N##N######', 'N##-###-####', 'N## N## ####', '1N##N######'],
  GB: ['0#########', '07#########', '020########', '01### ######'],
  DE: ['0##########', '0#### ######', '0###/#######', '030########'],
  ES: ['6########', '9########', '6## ### ###', '91# ### ###'],
  MX: ['55########', '33########', '55 #### ####', '81########', '442#######'],
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A date, with or without a time, as the country and as programs write it. */
export function writeDate(random: Random, country: Country): string {
  const year = random.int(1990, 2031);
  const month = two(random.int(1, 12));
  const day = two(random.int(1, 28));
  const time = `${two(random.int(0, 23))}:${two(random.int(0, 59))}`;
  const local = {
    US: [
      `${month}/${day}/${year}`,
      `${month}-${day}-${year}`,
      `${months[Number(month) - 1]} ${day}, ${year} ${time}`,
    ],
    GB: [`${day}/${month}/${year}`, `${day}-${month}-${year}`, `${day}.${month}.${year}`],
    DE: [`${day}.${month}.${year}`, `${day}. ${month}. ${year}`, `${day}.${month}.${year}, ${time} Uhr`],
    ES: [`${day}/${month}/${year}`, `${day}-${month}-${year}`, `${day}.${month}.${year}`],
    MX: [`${day}/${month}/${year}`, `${day}-${month}-${year}`, `${day}/${month}/${year} ${time} hrs`],
  }[country];
  return random.pick([
    ...local,
    `${local[0]} ${time}`,
    `${local[0]} ${time}:${two(random.int(0, 59))}`,
    `${year}-${month}-${day}`,
    `${year}-${month}-${day} ${time}`,
    `${year}-${month}-${day}T${time}:${two(random.int(0, 59))}Z`,
    `${year}/${month}/${day} ${time}`,
    `${local[0]} - ${local[0]}`,
    `${year}${month}${day}`,
  ]);
}

/** An amount of money with its currency. */
export function writePrice(random: Random, country: Country): string {
  const english = random.pick([
    random.fill('N#,###.##'),
    random.fill('N##,###.##'),
    random.fill('N,###,###.##'),
    random.fill('N,###,###'),
  ]);
  const european = english.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
  const spaced = european.replace(/\./g, '\u00a0');
  return {
    US: random.pick([`$${english}`, `USD ${english}`, `$ ${english}`, `${english} USD`]),
    GB: random.pick([`\u00a3${english}`, `GBP ${english}`, `\u00a3 ${english}`]),
    DE: random.pick([`${european} \u20ac`, `\u20ac ${european}`, `EUR ${european}`, `${spaced} \u20ac`]),
    ES: random.pick([`${european} \u20ac`, `${european}\u20ac`, `${spaced} \u20ac`, `${european} EUR`]),
    MX: random.pick([`$${english}`, `$${english} MXN`, `MXN ${english}`]),
  }[country];
}

/** An international bank account number. */
export function writeIban(random: Random, country: Country): string {
  const spaced = {
    US: random.fill('GB## AAAA #### #### #### ##'),
    GB: random.fill('GB## AAAA #### #### #### ##'),
    DE: random.fill('DE## #### #### #### #### ##'),
    ES: random.fill('ES## #### #### #### #### ####'),
    MX: random.fill('FR## #### #### #### #### #### ###'),
  }[country];
  return random.chance(0.3) ? spaced.replaceAll(' ', '') : spaced;
}

/** A number of the tax office or of social security. */
export function writeTaxNumber(random: Random, country: Country): string {
  return random.fill(
    {
      US: random.pick(['##-#######', '###-##-####', '#########']),
      GB: random.pick(['GB### #### ##', 'GB#########', '### #### ##', '##### #####']),
      DE: random.pick(['DE#########', '##/###/#####', '## ### ### ###', '###/####/####', 'DE ### ### ###']),
      ES: random.pick(['########A', 'A########', 'X-#######-A', '##.###.###-A', 'ESB########']),
      MX: random.pick(['AAAA######AA#', 'AAA######AA#', 'AAAA######AAAAAA##']),
    }[country],
  );
}

/** A domestic bank account, with its bank where the country writes both. */
export function writeAccount(random: Random, country: Country): string {
  return random.fill(
    {
      US: random.pick(['0########', '##########', '###########']),
      GB: random.pick(['##-##-## ########', '########', '##-##-##']),
      DE: random.pick(['##########', '### ### ####', '########']),
      ES: random.pick(['#### #### ## ##########', '####################']),
      MX: random.pick(['##################', '### ### ########### #', '##########']),
    }[country],
  );
}

/** An id that could be dialled. */
export function writeTwin(random: Random, country: Country): string {
  return random.fill(random.pick(twins[country]));
}
