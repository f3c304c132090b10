import { expect } from 'chai';
import { file, onlyOne } from './files.ts';

const withStep = (step: string): string => file({ steps: [step] });

describe('the fix of a wrong value', () => {
  const wrong: readonly [title: string, text: string, what: string, fix: string][] = [
    [
      'is the truth that was meant',
      withStep('lab7: { on: A, args: conf 1, fails: yes }'),
      '`fails` must be true or false, not text.',
      'Write true.',
    ],
    [
      'is the other truth',
      withStep('lab7: { on: A, args: conf 1, fails: "off" }'),
      '`fails` must be true or false, not text.',
      'Write false.',
    ],
    [
      'is both truths where neither was meant',
      withStep('lab7: { on: A, args: conf 1, fails: 0 }'),
      '`fails` must be true or false, not `0`.',
      'Write true or false.',
    ],
    [
      'is the least of a number that is too small',
      withStep('expect: { on: A, count: 0 }'),
      '`count` cannot be `0`.',
      'Write 1 or more.',
    ],
    [
      'is the most of a number that is too large',
      withStep('expect: { on: A, count: 4194305 }'),
      '`count` cannot be `4194305`.',
      'Write 4194304 or less.',
    ],
    [
      'is the only value there is',
      file({}).replace('version: 1', 'version: [1]'),
      '`version` cannot be a list.',
      'Write 1.',
    ],
    [
      'is a choice of values where none is near',
      file({ A: '{ fifo: [1] }' }),
      '`fifo` cannot be a list.',
      'Write one of them.',
    ],
    [
      'asks for a value where there is none',
      file({ A: '{ fifo: }' }),
      '`fifo` has no value.',
      'Give it one.',
    ],
    [
      'is an example of a group where a list stands',
      file({ link: '[tcp]' }),
      '`link` must be a group of keys, not a list.',
      'Write it like `{ transport: tcp }`.',
    ],
  ];
  for (const [title, text, what, fix] of wrong) {
    it(`${title}: ${what}`, () => {
      const only = onlyOne(text);
      expect({ what: only.what, fix: only.fix }).to.deep.equal({ what, fix });
    });
  }
});
