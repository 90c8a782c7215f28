import { html } from '../html.ts';
import type { Part } from '../html.ts';
import type { Reader } from '../viewer.ts';

export type ProblemName = 'notFound' | 'forbidden' | 'failed';

export const problemPage = ({ words: { problem } }: Reader, name: ProblemName): Part => html`
  <h1>${problem[name]}</h1>
  <p class="lead">${problem[`${name}Lead`]}</p>
  <p><a class="button" href="/">${problem.home}</a></p>
`;
