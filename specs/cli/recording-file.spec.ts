import { expect } from 'chai';
import { RecordingFile } from '../../harness/cli/recording-file.ts';
import { begun, eventOf, loaded } from '../peer/recorded.ts';
import { temporaryPlace } from './stage.ts';

describe('the file of a recording', () => {
  const place = temporaryPlace();
  const NAME = 'talk.lab7.yaml';
  const steps = (): number => loaded(place.read(NAME)).steps.length;

  it('is a scenario that has each turn once the next one begins, and all at its end', () => {
    const file = new RecordingFile(place.path(NAME), NAME, begun());
    file.tell(eventOf([0, 'A', 'ping']));
    file.tell(eventOf([0.4, 'B', 'pong']));
    expect(steps()).to.equal(3);
    file.complete(1);
    file.close(1);
    expect(steps()).to.equal(5);
    expect(file.recorded).to.deep.equal({ file: NAME, bytes: 8, end: null });
  });

  it('has what was said last once nobody goes on', () => {
    const file = new RecordingFile(place.path(NAME), NAME, begun());
    file.lookWhetherQuiet();
    file.tell(eventOf([0, 'A', 'ping']));
    file.lookWhetherQuiet();
    expect(place.names('.')).to.deep.equal([]);
    file.lookWhetherQuiet();
    expect(steps()).to.equal(3);
    file.lookWhetherQuiet();
    file.close(1);
    expect(steps()).to.equal(3);
  });

  it('ends where the disk is full, and nobody else is told', function () {
    if (process.platform !== 'linux') this.skip();
    const file = new RecordingFile('/dev/full', NAME, begun());
    file.tell(eventOf([2000, 'A', 'ping']));
    file.complete(3);
    expect(file.recorded).to.deep.equal({ file: NAME, bytes: 0, end: { why: 'unwritable', at: 0 } });
  });

  it('is what it was until something is recorded, or the tap has ended well', () => {
    const OLD = '# Recorded by `nullmodem tap`.\nold\n';
    place.write(NAME, OLD);
    new RecordingFile(place.path(NAME), NAME, begun()).close(1);
    expect(place.read(NAME)).to.equal(OLD);
    new RecordingFile(place.path(NAME), NAME, begun()).complete(1);
    expect(steps()).to.equal(1);
  });

  it('is refused before anything has come where it cannot be written', () => {
    place.write('a folder/x', '');
    for (const name of ['a folder', 'absent/x'])
      expect(() => new RecordingFile(place.path(name), name, begun()), name).to.throw(
        `cannot write the recording to ${name}`,
      );
  });
});
