import { openSync } from 'node:fs';
import { expect } from 'chai';
import { RecordingFile } from '../../harness/cli/recording-file.ts';
import { begun, eventOf, loaded } from '../peer/recorded.ts';
import { temporaryPlace } from './stage.ts';

describe('the file of a recording', () => {
  const place = temporaryPlace();
  const NAME = 'talk.lab7.yaml';
  const steps = (): number => loaded(place.read(NAME)).steps.length;

  it('is a scenario from the beginning, has each turn once the next one begins, and all at its end', () => {
    const file = new RecordingFile(place.path(NAME), NAME, begun());
    expect(steps()).to.equal(1);
    file.tell(eventOf([0, 'A', 'ping']));
    expect(steps()).to.equal(1);
    file.tell(eventOf([0.4, 'B', 'pong']));
    expect(steps()).to.equal(3);
    file.close(1);
    file.close(1);
    expect(steps()).to.equal(5);
    expect(file.recorded).to.deep.equal({ file: NAME, bytes: 8, end: null });
  });

  it('has what was said last once nobody goes on', () => {
    const file = new RecordingFile(place.path(NAME), NAME, begun());
    file.lookWhetherQuiet();
    file.tell(eventOf([0, 'A', 'ping']));
    file.lookWhetherQuiet();
    expect(steps()).to.equal(1);
    file.lookWhetherQuiet();
    expect(steps()).to.equal(3);
    file.lookWhetherQuiet();
    file.close(1);
    expect(steps()).to.equal(3);
  });

  it('ends where the disk is full, and nobody else is told', function () {
    if (process.platform !== 'linux') this.skip();
    const file = new RecordingFile(place.path(NAME), NAME, begun());
    (file as unknown as { file: number }).file = openSync('/dev/full', 'w');
    file.tell(eventOf([2000, 'A', 'ping']));
    file.close(3);
    expect(file.recorded.end).to.deep.equal({ why: 'unwritable', at: 3 });
  });
});
