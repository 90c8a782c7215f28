import {
  arabic as arabicTexts,
  english as englishTexts,
  french as frenchTexts,
} from 'cod-lifecycle';
import type { Texts } from 'cod-lifecycle';
import { arabic } from './arabic.ts';
import { english } from './english.ts';
import type { Words } from './english.ts';
import { french } from './french.ts';

export const languages = ['en', 'fr', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What the library says of orders. */
export const texts: Readonly<Record<Language, Texts>> = {
  en: englishTexts,
  fr: frenchTexts,
  ar: arabicTexts,
};

/** What the board says besides. */
export const words: Readonly<Record<Language, Words>> = { en: english, fr: french, ar: arabic };

export const isLanguage = (code: string | undefined): code is Language =>
  languages.some((language) => language === code);
