import { expect } from 'chai';
import { BOOT_ORDER, linesOf, ON_EACH_LINK, over, script, temporaryPlace, verdicts } from './stage.ts';

describe('the files of a run', () => {
  const place = temporaryPlace();

  it('are those of the catalogue when none are named', async () => {
    place.write('catalogue/deep/one.lab7.yaml', script({ name: 'from the catalogue' }));
    place.write('elsewhere.lab7.yaml', script({ name: 'from elsewhere' }));
    const { exit, stdout } = await place.run(['run']);
    expect(exit).to.equal(0);
    expect(verdicts(stdout)).to.deep.equal(['ok from the catalogue']);
  });

  it('are all that are named, in the order named', async () => {
    for (const name of ['a', 'b', 'c']) place.write(`${name}.lab7.yaml`, script({ name }));
    const { stdout } = await place.run(['run', 'c.lab7.yaml', 'a.lab7.yaml', 'b.lab7.yaml']);
    expect(verdicts(stdout)).to.deep.equal(['ok c', 'ok a', 'ok b']);
  });

  it('are all that are named on both sides of an option', async () => {
    for (const name of ['a', 'b']) place.write(`${name}.lab7.yaml`, script({ name }));
    const { stdout } = await place.run(['run', 'a.lab7.yaml', '--seed', '2', 'b.lab7.yaml']);
    expect(verdicts(stdout)).to.deep.equal(['ok a', 'ok b']);
  });

  it('are those behind --, whatever they begin with', async () => {
    place.write('-x.lab7.yaml', script({ name: 'begins with a dash' }));
    const { stdout } = await place.run(['run', '--', '-x.lab7.yaml']);
    expect(verdicts(stdout)).to.deep.equal(['ok begins with a dash']);
  });

  it('are those at every depth of a folder, in order of name, and no others', async () => {
    for (const name of ['f/b/2', 'f/a/1', 'f/c']) place.write(`${name}.lab7.yaml`, script({ name }));
    place.write('f/other.yaml', 'not: one');
    const { stdout } = await place.run(['run', 'f']);
    expect(verdicts(stdout)).to.deep.equal(['ok f/a/1', 'ok f/b/2', 'ok f/c']);
  });

  it('are each played once, however often they are named', async () => {
    place.write('f/one.lab7.yaml', script());
    const { stdout } = await place.run(['run', 'f', 'f/one.lab7.yaml', place.path('f/../f/one.lab7.yaml')]);
    expect(verdicts(stdout)).to.have.lengthOf(1);
  });

  it('may have any name when named themselves', async () => {
    place.write('one.yml', script());
    expect((await place.run(['run', 'one.yml'])).exit).to.equal(0);
  });
});

describe('--list', () => {
  const place = temporaryPlace();

  it('names each scenario with its link and its file as typed from here, and plays none', async () => {
    place.write('f/each.lab7.yaml', script(ON_EACH_LINK));
    const { exit, stdout, stderr } = await place.run(['run', place.path('f'), '--list']);
    expect({ exit, stderr }).to.deep.equal({ exit: 0, stderr: '' });
    const lines = linesOf(stdout);
    expect(lines).to.have.lengthOf(3);
    for (const [i, link] of ['cable', 'tcp', 'pipe'].entries())
      expect(lines[i])
        .to.contain(`carries a word (link=${link})`)
        .and.to.contain('f/each.lab7.yaml')
        .and.match(new RegExp(`\\[${link}\\b`));
  });

  it('is one JSON document with --json', async () => {
    place.write('each.lab7.yaml', script(ON_EACH_LINK));
    const { exit, stdout } = await place.run(['run', '.', '--list', '--json']);
    expect(exit).to.equal(0);
    expect(() => JSON.parse(stdout)).not.to.throw();
    for (const link of ['cable', 'tcp', 'pipe']) expect(stdout).to.contain(`carries a word (link=${link})`);
  });

  it('leaves a trace file as it is', async () => {
    place.write('one.lab7.yaml', script());
    place.write('kept.ndjson', 'kept');
    await place.run(['run', '.', '--list', '--trace', 'kept.ndjson']);
    expect(place.read('kept.ndjson')).to.equal('kept');
  });
});

describe('--grep', () => {
  const place = temporaryPlace();
  beforeEach(() => {
    for (const name of ['polls (fast)', 'polls [slow].', 'waits'])
      place.write(`${name}.lab7.yaml`, script({ name }));
  });

  const found = async (grep: string) =>
    linesOf((await place.run(['run', '.', '--list', '--grep', grep])).stdout).map(
      (line) => line.split('  ')[0],
    );

  it('takes the scenarios whose name contains a text', async () => {
    expect(await found('polls')).to.deep.equal(['polls (fast)', 'polls [slow].']);
  });

  it('takes plain text as it stands: (, [ and . are themselves', async () => {
    expect(await found('s (f')).to.deep.equal(['polls (fast)']);
    expect(await found('[slow]')).to.deep.equal(['polls [slow].']);
    expect(await found('.')).to.deep.equal(['polls [slow].']);
  });

  it('takes a regular expression between slashes', async () => {
    expect(await found('/^polls .[sf]/')).to.deep.equal(['polls (fast)', 'polls [slow].']);
    expect(await found('/\\.$/')).to.deep.equal(['polls [slow].']);
  });

  it('looks at the name with its matrix entry', async () => {
    place.write('each.lab7.yaml', script(ON_EACH_LINK));
    expect(await found('(link=tcp)')).to.deep.equal(['carries a word (link=tcp)']);
  });

  it('plays no other', async () => {
    const { exit, stdout } = await place.run(['run', '.', '--grep', 'waits']);
    expect(exit).to.equal(0);
    expect(verdicts(stdout)).to.deep.equal(['ok waits']);
  });
});

describe('--link', () => {
  const place = temporaryPlace();

  it('plays a scenario over each link that it names', async () => {
    place.write('one.lab7.yaml', script());
    for (const link of ['cable', 'tcp', 'pipe']) {
      const { exit, stdout } = await place.run(['run', '.', '--link', link]);
      expect(exit).to.equal(0);
      expect(stdout).to.contain(`[${link}, ${link === 'cable' ? 'wire' : 'virtualbox5'}]`);
    }
  });

  it('makes one of a matrix over links: that of the link itself where there is one', async () => {
    place.write('each.lab7.yaml', script(ON_EACH_LINK));
    for (const link of ['cable', 'tcp', 'pipe']) {
      const { stdout } = await place.run(['run', '.', '--link', link]);
      expect(verdicts(stdout)).to.deep.equal([`ok carries a word (link=${link})`]);
    }
  });

  it('keeps apart what differs in more than the link', async () => {
    const matrix = '{ link: [cable, tcp], word: [hello, hullo] }';
    const steps = [`send: { from: A, text: ${over('word')} }`, `expect: { on: B, text: ${over('word')} }`];
    place.write('each.lab7.yaml', script({ ...ON_EACH_LINK, matrix, steps }));
    const { stdout } = await place.run(['run', '.', '--link', 'pipe']);
    expect(verdicts(stdout)).to.deep.equal([
      'ok carries a word (link=cable, word=hello)',
      'ok carries a word (link=cable, word=hullo)',
    ]);
  });

  it('skips by name and reason what the link cannot carry, and fails nothing', async () => {
    place.write('boot.lab7.yaml', script(BOOT_ORDER));
    place.write('wire.lab7.yaml', script({ name: 'needs levels', link: '{ profile: wire }' }));
    const cable = await place.run(['run', '.', '--link', 'cable']);
    expect(cable.exit).to.equal(0);
    expect(verdicts(cable.stdout)).to.deep.equal(['skip is refused at first', 'ok needs levels']);
    expect(cable.stdout).to.match(/skip .*is refused at first.*refused connection/);
    const tcp = await place.run(['run', '.', '--link', 'tcp']);
    expect(tcp.exit).to.equal(0);
    expect(verdicts(tcp.stdout)).to.deep.equal(['ok is refused at first', 'skip needs levels']);
    expect(tcp.stdout).to.match(/skip .*needs levels.*wire/);
  });

  it('skips with the reason in the JSON document as well', async () => {
    place.write('boot.lab7.yaml', script(BOOT_ORDER));
    const { exit, stdout } = await place.run(['run', '.', '--link', 'cable', '--json']);
    const { summary, scenarios } = JSON.parse(stdout);
    expect(exit).to.equal(0);
    expect(summary).to.include({ passed: 0, failed: 0, skipped: 1 });
    expect(scenarios[0]).to.include({ name: 'is refused at first', outcome: 'skipped' });
    expect(scenarios[0].reason).to.contain('refused connection');
  });
});

describe('--profile', () => {
  const place = temporaryPlace();

  it('plays with each profile over a cable, whatever the file says', async () => {
    place.write('one.lab7.yaml', script({ link: '{ profile: qemu }' }));
    for (const profile of ['wire', 'virtualbox5', 'virtualbox', 'qemu']) {
      const { exit, stdout } = await place.run(['run', '.', '--profile', profile]);
      expect(exit).to.equal(0);
      expect(stdout).to.contain(`[cable, ${profile}]`);
    }
  });

  it('shows what passes under VirtualBox and fails on a wire', async () => {
    const steps = ['in: { on: A, port: 0x3FE, mask: 0xB0, is: 0xB0 }'];
    place.write('lines.lab7.yaml', script({ name: 'sees DCD, DSR and CTS', steps }));
    expect((await place.run(['run', '.', '--profile', 'virtualbox5'])).exit).to.equal(0);
    expect((await place.run(['run', '.', '--profile', 'wire'])).exit).to.equal(1);
  });

  it('skips with the reason a wire over TCP', async () => {
    place.write('one.lab7.yaml', script());
    const { exit, stdout } = await place.run(['run', '.', '--link', 'tcp', '--profile', 'wire']);
    expect(exit).to.equal(0);
    expect(stdout).to.match(/^skip .*carries a word.*wire.*tcp/m);
  });
});
