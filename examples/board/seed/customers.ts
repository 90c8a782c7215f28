import type { Chance } from './chance.ts';

/** Somebody who orders. Made up, as are their numbers. */
export interface SeedCustomer {
  readonly first: string;
  readonly last: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly zip: string;
}

type Texts = readonly [string, ...string[]];

const latin = {
  first: [
    'Youssef',
    'Khadija',
    'Mehdi',
    'Zineb',
    'Rachid',
    'Imane',
    'Anas',
    'Hajar',
    'Karim',
    'Meryem',
    'Othmane',
    'Sara',
  ],
  last: [
    'El Idrissi',
    'Bennani',
    'Amrani',
    'Tazi',
    'Chraibi',
    'Lahlou',
    'Ouazzani',
    'Berrada',
    'Saïdi',
    'Alaoui',
  ],
} as const satisfies Record<string, Texts>;

const arabic = {
  first: ['فاطمة', 'محمد', 'خديجة', 'عبد الله', 'زينب', 'حسن', 'مريم', 'إدريس', 'نعيمة', 'يوسف'],
  last: ['بنعلي', 'العلوي', 'الإدريسي', 'بناني', 'المرابط', 'الفاسي', 'الزهراوي', 'بوزيد'],
} as const satisfies Record<string, Texts>;

const streets: Texts = [
  'rue des Orangers',
  'avenue Hassan II',
  'rue Ibn Sina',
  'boulevard Zerktouni',
  'rue Atlas',
  'avenue des FAR',
  'derb Sidi Bouloukat',
  'rue Moulay Youssef',
];

const cities = [
  ['Casablanca', 'Casablanca-Settat', '20250'],
  ['Rabat', 'Rabat-Salé-Kénitra', '10000'],
  ['Marrakech', 'Marrakech-Safi', '40000'],
  ['Fès', 'Fès-Meknès', '30000'],
  ['Tanger', 'Tanger-Tétouan-Al Hoceïma', '90000'],
  ['Agadir', 'Souss-Massa', '80000'],
  ['Oujda', "L'Oriental", '60000'],
] as const;

/** The customer of the nth order; WooCommerce's shop writes in Arabic. */
export function customerOf(index: number, inArabic: boolean, chance: Chance): SeedCustomer {
  const names = inArabic ? arabic : latin;
  const [city, region, zip] = chance.pick(cities);
  const digits = String(1000 + index * 37);
  return {
    first: chance.pick<Texts>(names.first),
    last: chance.pick<Texts>(names.last),
    phone: `+212 600 00 ${digits.slice(0, 2)} ${digits.slice(2)}`,
    street: `${1 + chance.below(90)}, ${chance.pick(streets)}`,
    city,
    region,
    zip,
  };
}
