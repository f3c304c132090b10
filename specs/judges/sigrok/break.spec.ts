import { expect } from 'chai';
import {
  bitsBeforeStop,
  bitTicks,
  characterTicks,
  LSR,
  MCR,
  REG,
  SETTINGS,
} from '../../support/datasheet.ts';
import type { Character } from './annotations.ts';
import { Breaking } from './breaking.ts';
import { describeWithSigrok } from './installed.ts';
import { judge } from './judge.ts';
import { ALL_LOW, withoutBreaks } from './reading.ts';

const BIT = bitTicks(1);

const justAsMeant = (meant: readonly Character[]): readonly Character[] => meant;

/** Plays the same to a chip of each setting; returns the ends of breaks and the starts of noise, in ticks. */
function expectHeard(
  play: (one: Breaking) => { readonly breaks?: readonly number[]; readonly noise?: readonly number[] },
  bySigrok: (meant: readonly Character[]) => readonly Character[] = justAsMeant,
): void {
  const plays = SETTINGS.map((line) => {
    const chip = new Breaking(line);
    const { breaks = [], noise = [] } = play(chip);
    return { passage: chip.passage, breaks, noise };
  });
  judge(plays.map(({ passage }) => passage)).forEach(({ name, meant, sigrok, heard, unitsAt }, i) => {
    const breaks = plays[i]?.breaks.map(unitsAt);
    const noise = plays[i]?.noise.map(unitsAt);
    const characters = withoutBreaks(bySigrok(meant));
    expect(sigrok, `sigrok, ${name}`).to.deep.equal({ characters, breaks, noise });
    expect(heard, `our receiver, ${name}`).to.deep.equal(meant);
  });
}

describeWithSigrok('A break on SOUT, heard by sigrok and by our receiver', () => {
  it('[25][26][30] §8.1 §8.4 is one 00 from the LCR write on, however long it is, whatever is sent under it', () => {
    expectHeard((one) => {
      one.send(0x55);
      one.rest(BIT);
      one.chip.write(REG.THR, 0xff);
      one.mean(ALL_LOW);
      one.hold(12 * characterTicks(one.line));
      const breaks = [one.chip.now];
      one.send(0x13);
      return { breaks };
    });
  });

  it('[25][30] §8.1 §8.4 is noise up to half a bit, data up to the middle of the stop bit, and a break from there on', () => {
    expectHeard((one) => {
      const length = characterTicks(one.line);
      const word = (bitsBeforeStop(one.line) + 0.5) * BIT;
      const noise = [one.chip.now];
      one.hold(BIT / 2 - 1);
      one.rest(BIT);
      one.mean({ data: 0xf0, parity: 1, stop: 1 });
      one.hold(5 * BIT);
      one.rest(length);
      one.mean({ ...ALL_LOW, stop: 1 });
      one.hold(word - 1);
      one.rest(BIT);
      one.mean(ALL_LOW);
      one.hold(word + 1);
      const breaks = [one.chip.now];
      one.send(0x13);
      return { breaks, noise };
    });
  });

  it('[24][25][30] §8.1 §8.4 within a character is FE, and BI as well to our receiver, which begins anew at the stop bit', () => {
    expectHeard(
      (one) => {
        const { chip, line } = one;
        const from = chip.now;
        chip.write(REG.THR, 0xff);
        one.rest(3 * BIT);
        one.mean({ data: 0x03, parity: 0, stop: 0 }, from);
        one.mean(ALL_LOW, from + bitsBeforeStop(line) * BIT);
        one.hold(3 * characterTicks(line));
        const breaks = [chip.now];
        one.send(0x13);
        return { breaks };
      },
      // sigrok waits for a fall, and there is none in a break.
      (meant) => meant.filter(({ flags }) => (flags & LSR.BI) === 0),
    );
  });

  it('[30][56] §8.1 §8.8 is kept from SOUT in loopback, like all that is sent there, and an idle SOUT says nothing', () => {
    expectHeard((one) => {
      const { chip } = one;
      const length = characterTicks(one.line);
      one.send(0x55);
      one.rest(10 * length);
      chip.write(REG.MCR, MCR.LOOP);
      chip.write(REG.THR, 0xa5);
      one.hold(5 * length);
      one.rest(5 * length);
      chip.write(REG.MCR, 0);
      one.send(0x13);
      return {};
    });
  });
});
