/**
 * `node --import` this file, and a program of the tests runs as they do: it imports the package by its name, and gets
 * the sources.
 */
import { registerHooks } from 'node:module';
import { entries, root } from '../../scripts/entries.ts';

const sources = new Map(
  entries.map(({ specifier, source }) => [specifier, new URL(source, root).href]),
);
const src = new URL('src/', root).href;

registerHooks({
  resolve(specifier, context, next) {
    const source = sources.get(specifier);
    if (source !== undefined) return next(source, context);
    // The sources name what they are built to.
    const built = specifier.startsWith('.') && context.parentURL?.startsWith(src);
    return next(built ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
