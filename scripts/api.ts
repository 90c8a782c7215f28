import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { entries, type Entry, root } from './entries.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(path, root));

/**
 * Holds the report of one entry under `api/` against the declarations in `dist/`.
 * Answers whether they differ; `update` writes the new report.
 */
export function reportDiffers({ specifier, output }: Entry, update: boolean): boolean {
  const reportFolder = fromRoot('api');
  mkdirSync(reportFolder, { recursive: true });
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: fromRoot('package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: fromRoot('.'),
      mainEntryPointFilePath: fromRoot(output.replace(/\.js$/, '.d.ts')),
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: fromRoot('tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${specifier.replace('/', '-')}.api.md`,
        reportFolder,
        reportTempFolder: fromRoot('.test-output/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        // `@internal` is stripped from the declarations; all that is left is public.
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  return apiReportChanged;
}

if (import.meta.main) {
  for (const entry of entries)
    console.log(`${entry.specifier}: ${reportDiffers(entry, true) ? 'updated' : 'unchanged'}`);
}
