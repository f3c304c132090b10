import { expect } from 'chai';
import { Editor } from './editor.ts';
import { catalogue } from './files.ts';

describe('an editor with the schema', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start();
  });
  after(() => editor.stop());

  it(`finds nothing wrong with the ${catalogue.length} files of the catalogue`, async () => {
    const said = await editor.saidOf(catalogue);
    expect(said.map((all, index) => [catalogue[index], ...all])).to.deep.equal(
      catalogue.map((text) => [text]),
    );
  });
});
