/** A `ts` block of the documentation; `line` is where its first line of code stands in `file`. */
export interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** Why it is only type-checked, from the fence: ```` ```ts no-run -- needs a courier's account ````. */
  readonly noRun?: string;
}

export class UnusableExampleError extends Error {}

// Spelled otherwise, a block would escape the run.
const nearTypeScript = new Set(['typescript', 'mts', 'tsx', 'js', 'javascript', 'mjs', 'jsx']);

/** Finds the examples of a Markdown page, or of the TSDoc comments of a source file. */
export function findExamples(file: string, text: string): readonly Example[] {
  const examples: Example[] = [];
  let open: { readonly mark: string; readonly indent: number; readonly info: string } | undefined;
  let body: string[] = [];

  for (const [index, line] of proseOf(file, text).split('\n').entries()) {
    const [, indent = '', mark = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (mark === '') continue;
      open = { mark, indent: indent.length, info: info.trim() };
      body = [];
    } else if (mark.startsWith(open.mark) && info.trim() === '') {
      const at = `${file}:${index - body.length}`;
      const flags = flagsOf(open.info, at);
      if (flags)
        examples.push({ file, line: index - body.length + 1, code: body.join('\n'), ...flags });
      open = undefined;
    } else body.push(line.slice(Math.min(open.indent, line.search(/\S|$/))));
  }
  if (open) throw new UnusableExampleError(`${file}: a fence is never closed`);
  return examples;
}

/** What is left of a source file when only its doc comments count: same lines, no code, no stars. */
function proseOf(file: string, text: string): string {
  if (file.endsWith('.md')) return text;
  const blank = (code: string) => code.replaceAll(/[^\n]/g, '');
  let end = 0;
  let prose = '';
  for (const { 0: comment, index } of text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)) {
    // A title may stand between the tag and its block.
    if (/@example(?!\s*\*?\s*(?:[^\n]*\n[\s*]*)?```ts\b)/.test(comment))
      throw new UnusableExampleError(`${file}: an @example without a \`\`\`ts block: ${comment}`);
    prose +=
      blank(text.slice(end, index)) + comment.replaceAll(/^[ \t]*(?:\/\*\*|\*\/|\*) ?/gm, '');
    end = index + comment.length;
  }
  return prose;
}

function flagsOf(info: string, at: string): { readonly noRun?: string } | undefined {
  const [language = '', ...rest] = info.split(/\s+/);
  if (nearTypeScript.has(language))
    throw new UnusableExampleError(`${at}: write \`\`\`ts, so that the block is run`);
  if (language !== 'ts') return undefined;
  if (rest.length === 0) return {};
  const noRun = /^no-run -- (\S.{9,})$/.exec(rest.join(' '))?.[1];
  if (noRun === undefined)
    throw new UnusableExampleError(`${at}: the only flag is \`no-run -- reason\`, not "${info}"`);
  return { noRun };
}
