import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/entries.ts';

const cwd = fileURLToPath(root);
const git = (...args: readonly string[]) =>
  execFileSync('git', args, { cwd, encoding: 'utf8' }).split('\n').filter(Boolean);

describe('the repository', () => {
  let files: readonly string[];
  beforeAll(() => {
    // A file that is about to be added counts, one that was just deleted doesn't.
    const deleted = new Set(git('ls-files', '--deleted'));
    files = git('ls-files', '--cached', '--others', '--exclude-standard').filter(
      (file) => !deleted.has(file),
    );
  });

  const linesWith = (pattern: RegExp) =>
    files.flatMap((file) =>
      readFileSync(new URL(file, root), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
        ),
    );

  it('holds nothing that is installed or built', () => {
    expect(files).toContain('package.json');
    expect(files.filter((file) => /(^|\/)(node_modules|dist)\//.test(file))).toEqual([]);
  });

  it.each(['package-lock.json', 'bench/package-lock.json'])(
    'locks its dependencies without saying where they were fetched: %s',
    (file) => {
      expect(readFileSync(new URL(file, root), 'utf8')).not.toContain('"resolved"');
    },
  );

  // npm writes a lockfile that `npm ci` then refuses, when a registry lacks one platform's package.
  it('locks the packages of every platform', () => {
    const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly optionalDependencies?: object }>>;
    };
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const named = Object.values(packages).flatMap((each) =>
      Object.keys(each.optionalDependencies ?? {}),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !locked.has(name))).toEqual([]);
  });

  it('names no path of the machine it was written on', () => {
    const places = ['work', 'home', 'root', 'Users', 'tmp'].join('|');
    expect(linesWith(new RegExp(`(?<![\\w.~})*-])/(${places})/\\w`))).toEqual([]);
  });

  it('names no registry', () => {
    const configured = execFileSync('npm', ['config', 'get', 'registry'], {
      cwd,
      encoding: 'utf8',
    });
    const hosts = ['registry[.]npmjs', new URL(configured).host.replaceAll('.', '[.]')];
    expect(linesWith(new RegExp(hosts.join('|')))).toEqual([]);
  });
});
