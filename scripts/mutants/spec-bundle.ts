import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildContext, context, type Plugin } from 'esbuild';
import { ROOT } from './sources.ts';

/** A source that is to be taken otherwise than it stands on the disk. */
export interface Changed {
  /** Its path in the project. */
  readonly file: string;
  readonly source: string;
}

/** Spec files and what they import, without packages, as one; what has not changed since is not compiled again. */
export class SpecBundle {
  private changed: Changed | null = null;
  private readonly building: Promise<BuildContext<{ write: false }>>;

  constructor(specs: readonly string[]) {
    this.building = context({
      absWorkingDir: ROOT,
      stdin: { contents: specs.map((spec) => `import './${spec}';`).join('\n'), resolveDir: ROOT },
      write: false,
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      plugins: [this.sources()],
      logLevel: 'error',
    });
  }

  async code(changed: Changed | null): Promise<string> {
    this.changed = changed;
    const { outputFiles } = await (await this.building).rebuild();
    return outputFiles.map(({ text }) => text).join('');
  }

  async close(): Promise<void> {
    await (await this.building).dispose();
  }

  private sources(): Plugin {
    return {
      name: 'sources',
      setup: ({ onLoad }) => {
        onLoad({ filter: /[\\/](harness|specs)[\\/].*\.ts$/ }, ({ path }) => {
          const file = relative(ROOT, path).replaceAll('\\', '/');
          const source = file === this.changed?.file ? this.changed.source : readFileSync(path, 'utf8');
          // A spec that looks for files beside its own looks from where it stands.
          const here = JSON.stringify(pathToFileURL(path).href);
          return { contents: source.replaceAll('import.meta.url', here), loader: 'ts' };
        });
      },
    };
  }
}
