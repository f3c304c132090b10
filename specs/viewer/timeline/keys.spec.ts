import { expect } from 'chai';
import { commandOf, KEYS } from '../../../harness/viewer/timeline/keys.ts';

const press = (key: string, held: 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | null = null) =>
  commandOf({
    key,
    shiftKey: held === 'shiftKey',
    ctrlKey: held === 'ctrlKey',
    altKey: held === 'altKey',
    metaKey: held === 'metaKey',
  });

describe("the time axis' keys", () => {
  it('do what the list says of them', () => {
    for (const { keys, shift = false, command } of KEYS)
      for (const key of keys) expect(press(key, shift ? 'shiftKey' : null), key).to.equal(command);
  });

  it('come with Shift where a keyboard wants it, arrows apart', () => {
    expect(press('?', 'shiftKey')).to.equal('keys');
    expect(press('+', 'shiftKey')).to.equal('zoom-in');
    expect(press('ArrowUp', 'shiftKey')).to.equal(null);
  });

  it("leave the browser's to the browser: Tab, Ctrl, Alt, and the system's key", () => {
    expect(press('Tab')).to.equal(null);
    expect(press('f', 'ctrlKey')).to.equal(null);
    expect(press('ArrowLeft', 'altKey')).to.equal(null);
    expect(press('n', 'metaKey')).to.equal(null);
    expect(press('g', 'ctrlKey')).to.equal('go-to');
  });
});
