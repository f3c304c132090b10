import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

const ROOT = new URL('../../', import.meta.url);

export interface Said {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Item {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: string | { readonly value: string };
}

/** What an editor does with scenario files: the YAML language server that editors use, with the settings of this folder. */
export class Editor {
  readonly #server: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #hearers = new Map<string, (said: readonly Said[]) => void>();
  #opened = 0;

  private constructor(server: ChildProcess, connection: MessageConnection) {
    this.#server = server;
    this.#connection = connection;
  }

  static async start(): Promise<Editor> {
    const bin = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server');
    const server = spawn(process.execPath, [bin, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const editor = new Editor(server, connection);
    const settings = JSON.parse(readFileSync(new URL('.vscode/settings.json', ROOT), 'utf8'));
    await editor.#begin({
      schemas: settings['yaml.schemas'],
      validate: true,
      completion: true,
      hover: true,
      // Without it the server would ask the network for the schemas of the world.
      schemaStore: { enable: false },
    });
    return editor;
  }

  async #begin(yaml: object): Promise<void> {
    const connection = this.#connection;
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.#hearers.get(uri)?.(diagnostics);
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => (section === 'yaml' ? yaml : null)),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: ROOT.href,
      workspaceFolders: [{ uri: ROOT.href, name: 'nullmodem' }],
      capabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} },
        workspace: { configuration: true, workspaceFolders: true },
      },
    });
    await connection.sendNotification('initialized', {});
    // The settings are in force when the server finds what only the schema can know.
    await this.#answer('nonsense: 1\n', (said) => said.some(({ message }) => message.includes('nonsense')));
  }

  /** What the server has to say of each text. */
  async saidOf(texts: readonly string[]): Promise<readonly (readonly Said[])[]> {
    return await Promise.all(texts.map((text) => this.#answer(text, () => true)));
  }

  /** What it offers where | stands in the text. */
  async offers(text: string): Promise<ReadonlyMap<string, Item>> {
    const list = await this.#ask<{ readonly items: readonly Item[] }>('completion', text);
    return new Map(list.items.map((item) => [item.label, item]));
  }

  /** What it shows of the word in which | stands. */
  async hover(text: string): Promise<string> {
    const shown = await this.#ask<{ readonly contents: { readonly value: string } } | null>('hover', text);
    return shown?.contents.value ?? '';
  }

  async #ask<T>(what: 'completion' | 'hover', text: string): Promise<T> {
    const before = text.slice(0, text.indexOf('|')).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const uri = await this.#open(text.replace('|', ''));
    return await this.#connection.sendRequest<T>(`textDocument/${what}`, { textDocument: { uri }, position });
  }

  async stop(): Promise<void> {
    const gone = once(this.#server, 'exit');
    this.#connection.dispose();
    this.#server.kill();
    await gone;
  }

  /** What it says of a text, once that is what is waited for. */
  async #answer(text: string, isIt: (said: readonly Said[]) => boolean): Promise<readonly Said[]> {
    return await new Promise((resolve, reject) => {
      this.#open(text, (said) => {
        if (isIt(said)) resolve(said);
      }).catch(reject);
    });
  }

  async #open(text: string, hear: (said: readonly Said[]) => void = () => {}): Promise<string> {
    const uri = new URL(`fixtures/scenarios/${this.#opened++}.lab7.yaml`, ROOT).href;
    this.#hearers.set(uri, hear);
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    return uri;
  }
}
