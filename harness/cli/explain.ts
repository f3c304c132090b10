import { EXAMPLES } from '../config/examples.ts';
import { nearest } from '../config/nearest.ts';
import { isCode } from '../config/sections.ts';
import { entriesIn } from '../config/words/entries.ts';
import { PHRASES } from '../config/words/phrases.ts';
import { HarnessError } from '../ground/errors.ts';
import { explanationOf, explanations } from '../report/explanation.ts';
import { onOneLine } from '../report/harmless.ts';
import { paintIn } from '../report/paint.ts';
import { registerAnswer } from '../report/register/answer.ts';
import { questionOf, REGISTER_NAMES } from '../report/register/question.ts';
import { wrapped } from '../report/width.ts';
import type { ExplainCommand } from './explain-arguments.ts';
import { EXIT, type ExitCode, WIDEST, type World, wantsColour } from './world.ts';

/** `nullmodem explain`: what a code of `check`, or a register, means. */
export async function explain({ word, language }: ExplainCommand, world: World): Promise<ExitCode> {
  const { stdout, env, program = 'npx nullmodem' } = world;
  const phrases = PHRASES[language];
  const paint = paintIn(wantsColour(stdout, env));
  const columns = Math.min(stdout.columns, WIDEST);
  if (word !== undefined && !isCode(word)) {
    const question = questionOf(word);
    if (question === undefined) throw unknown(word, phrases, program);
    if (question.kind === 'fault') throw new HarnessError('usage', onOneLine(question.what));
    stdout.write(`${registerAnswer(question, paint, columns)}\n`);
    return EXIT.PASSED;
  }
  const options = { entries: await entriesIn(language), phrases, paint, columns };
  stdout.write(
    word === undefined
      ? `${explanations(options, program)}\n${wrapped(phrases.explainRegister(program), columns).join('\n')}\n`
      : `${explanationOf(word, options)}\n`,
  );
  return EXIT.PASSED;
}

function unknown(code: string, phrases: (typeof PHRASES)['en'], program: string): HarnessError {
  const near = nearestTo(code);
  const fix = [
    ...(near === undefined ? [] : [phrases.nearestCode(near, program)]),
    phrases.allCodes(program),
  ];
  return new HarnessError('usage', phrases.noSuchCode(onOneLine(code)), fix.join(' '));
}

/** `LRS=0x61` means `LSR=0x61`. */
function nearestTo(what: string): string | undefined {
  const [, name = '', rest = ''] = /^([^=]*)(=.*)?$/s.exec(what) ?? [];
  const register = nearest(name, REGISTER_NAMES);
  if (rest !== '' || name.length <= LONGEST_NAME)
    return register === undefined ? undefined : onOneLine(`${register}${rest}`);
  return nearest(what, Object.keys(EXAMPLES));
}

/** Of a register. */
const LONGEST_NAME = 4;
