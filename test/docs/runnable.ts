import ts from 'typescript';
import { type Example, UnusableExampleError } from './find-examples.ts';

/** The comment after a statement, with its continuation lines: `//=> {`, `//     ok: true }`. */
const claim = /^\s*\/\/=>(.*(?:\n[ \t]*\/\/ {2,}.*)*)/;

/**
 * An example as a module: each `expression; //=> value` and `const name = …; //=> value` becomes
 * a call to `$check`, a name that no example takes. Every line keeps its number, so that a failure points into the page.
 */
export function runnable({ file, line, code }: Example, checker: string): string {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];

  const visit = (node: ts.Node): void => {
    const said = claim.exec(code.slice(node.end))?.[1];
    const value = said === undefined ? undefined : valueOf(node);
    if (said !== undefined && value !== undefined) {
      const at = line + source.getLineAndCharacterOfPosition(node.getStart()).line;
      const text = said.replaceAll(/\n[ \t]*\/\//g, ' ').trim();
      const start = ts.isVariableStatement(node) ? node.end : node.getStart();
      const call = `$check(${JSON.stringify(`${file}:${at}`)}, ${JSON.stringify(text)}, ${value});`;
      edits.push({ start, end: node.end, text: ts.isVariableStatement(node) ? `; ${call}` : call });
    } else ts.forEachChild(node, visit);
  };
  visit(source);

  const claims = code.match(/\/\/=>/g)?.length ?? 0;
  if (claims !== edits.length)
    throw new UnusableExampleError(
      `${file}:${line}: ${claims} lines say //=>, ${edits.length} of them after an expression or a const`,
    );
  const body = edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
  const imported =
    claims > 0 ? `import { check as $check } from ${JSON.stringify(checker)}; void $check;` : '';
  // The fence stands above the code, so there is always a free line for the import.
  return `${imported}${'\n'.repeat(line - 1)}${body}\nexport {};\n`;
}

/** The expression that a claim is about; `console.log(x)` is about x. */
function valueOf(node: ts.Node): string | undefined {
  if (ts.isVariableStatement(node)) {
    const [only, ...others] = node.declarationList.declarations;
    return only && others.length === 0 && ts.isIdentifier(only.name) ? only.name.text : undefined;
  }
  if (!ts.isExpressionStatement(node)) return undefined;
  const { expression } = node;
  const logged =
    ts.isCallExpression(expression) && expression.expression.getText() === 'console.log'
      ? expression.arguments[0]
      : undefined;
  return (logged ?? expression).getText();
}
