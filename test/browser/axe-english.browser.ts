import { axeTests } from './support/axe-tests.ts';

axeTests('en');
