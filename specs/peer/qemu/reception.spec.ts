import { expect } from 'chai';
import { Reception } from '../../../harness/peer/qemu/reception.ts';

/** FIFOs on, with a trigger of 4. */
const TRIGGER_4 = 0x41;

describe('where the characters for QEMU’s chip are', () => {
  let reception: Reception;
  let serial: number;

  beforeEach(() => {
    reception = new Reception();
    serial = 0;
  });

  const give = (count: number): void => {
    for (let i = 0; i < count; i += 1) {
      serial += 1;
      reception.receive({ char: 0x40 + serial, serial });
      reception.hear();
      reception.takeIn();
    }
  };
  const held = () => reception.held.map((one) => one.serial);

  it('without FIFOs, one is in the chip and the rest in the socket', () => {
    give(3);
    expect([held(), reception.onTheWay]).to.deep.equal([[1], 2]);
    expect(reception.read()?.serial).to.equal(1);
    expect(reception.takeIn().map((one) => one.serial)).to.deep.equal([2]);
  });

  it('with FIFOs, it takes as many as the trigger says, and not one more', () => {
    reception.writeFcr(TRIGGER_4);
    give(3);
    expect(reception.hasRoom).to.equal(true);
    give(1);
    expect(reception.hasRoom).to.equal(false);
    give(1);
    expect([held(), reception.onTheWay]).to.deep.equal([[1, 2, 3, 4], 1]);
  });

  it('beyond a trigger that has been lowered, it takes one by one until the FIFO is full', () => {
    reception.writeFcr(0xc1);
    give(14);
    reception.writeFcr(TRIGGER_4);
    give(3);
    expect([held().length, reception.onTheWay]).to.deep.equal([16, 1]);
  });

  it('has room as long as what is on its way leaves some', () => {
    reception.writeFcr(TRIGGER_4);
    for (const count of [1, 2, 3]) {
      reception.receive({ char: 0x41, serial: count });
      expect(reception.hasRoom, `${count}`).to.equal(true);
    }
    reception.receive({ char: 0x41, serial: 4 });
    expect(reception.hasRoom).to.equal(false);
    expect(reception.unheard).to.equal(4);
  });

  it('is emptied by FCR bit 1 whatever bit 0 says, and by switching FIFOs', () => {
    give(1);
    expect(reception.writeFcr(0x02)).to.have.length(1);
    give(1);
    expect(reception.writeFcr(0x01)).to.have.length(1);
    give(2);
    expect(reception.writeFcr(0xc1)).to.have.length(0);
    expect(held()).to.have.length(1);
    expect(reception.writeFcr(0x00)).to.have.length(1);
  });

  it('passes over a write of what FCR has already', () => {
    reception.writeFcr(TRIGGER_4);
    give(2);
    expect(reception.writeFcr(TRIGGER_4)).to.have.length(0);
    expect(held()).to.have.length(2);
  });

  it('loses by the loop alone: without FIFOs what was there, with them what comes seventeenth', () => {
    expect(reception.goRound({ char: 1, serial: -1 })).to.equal(null);
    expect(reception.goRound({ char: 2, serial: -2 })?.serial).to.equal(-1);
    reception.writeFcr(0x01);
    for (let i = 1; i <= 16; i += 1) expect(reception.goRound({ char: i, serial: -i })).to.equal(null);
    expect(reception.goRound({ char: 17, serial: -17 })?.serial).to.equal(-17);
  });

  it('says at a reset what was lost: in the chip, and on its way', () => {
    give(2);
    reception.receive({ char: 1, serial: 9 });
    const { held: lost, onTheWay } = reception.reset();
    expect([lost.length, onTheWay]).to.deep.equal([1, 2]);
    expect([held().length, reception.onTheWay]).to.deep.equal([0, 0]);
  });
});
