import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import sinon from 'sinon';
import { watchProgress } from '../../harness/peer/progress.ts';

describe('whether what is sent to a peer moves on', () => {
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
  });
  afterEach(() => clock.restore());

  const watched = () => {
    const socket = Object.assign(new EventEmitter(), { bytesWritten: 0, bytesRead: 0, writableLength: 0 });
    const told: boolean[] = [];
    watchProgress(socket as unknown as Socket, (moves) => told.push(moves));
    return { socket, told };
  };

  it('is told once, more than a second after it has come to a stand, and once more when it goes on', () => {
    const { socket, told } = watched();
    Object.assign(socket, { bytesWritten: 100, writableLength: 40 });
    clock.tick(1999);
    expect(told).to.eql([]);
    clock.tick(1);
    expect(told).to.eql([false]);
    clock.tick(60_000);
    expect(told).to.eql([false]);
    socket.writableLength = 39;
    clock.tick(500);
    expect(told).to.eql([false, true]);
  });

  it('is nothing to tell while some of it moves, however slowly, and while there is none', () => {
    const { socket, told } = watched();
    for (let left = 20; left >= 0; left -= 1) {
      Object.assign(socket, { bytesWritten: 100, writableLength: left });
      clock.tick(1000);
    }
    clock.tick(60_000);
    expect(told).to.eql([]);
  });

  it('is nothing to tell of a peer that is heard', () => {
    const { socket, told } = watched();
    Object.assign(socket, { bytesWritten: 100, writableLength: 40 });
    for (let heard = 1; heard < 20; heard += 1) {
      socket.bytesRead = heard;
      clock.tick(1000);
    }
    expect(told).to.eql([]);
  });

  it('is not looked for any more when the socket is closed', () => {
    const { socket, told } = watched();
    Object.assign(socket, { bytesWritten: 100, writableLength: 40 });
    socket.emit('close');
    clock.tick(60_000);
    expect([told, clock.countTimers()]).to.eql([[], 0]);
  });
});
