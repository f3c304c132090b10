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

/** Spec files as one that Node can run; what has not changed since it was made last is not compiled again. */
export class SpecBundle {
  readonly path: string;
  private changed: Changed | null = null;
  private readonly building: Promise<BuildContext>;

  constructor(specs: readonly string[], path: string) {
    this.path = path;
    this.building = context({
      absWorkingDir: ROOT,
      stdin: { contents: specs.map((spec) => `import './${spec}';`).join('\n'), resolveDir: ROOT },
      outfile: path,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      plugins: [this.sources()],
      logLevel: 'warning',
    });
  }

  async make(changed: Changed | null): Promise<void> {
    this.changed = changed;
    await (await this.building).rebuild();
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
