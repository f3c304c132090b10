import { EXAMPLES } from '../config/examples.ts';
import { nearest } from '../config/nearest.ts';
import { isCode } from '../config/sections.ts';
import { entriesIn } from '../config/words/entries.ts';
import { PHRASES } from '../config/words/phrases.ts';
import { HarnessError } from '../ground/errors.ts';
import { explanationOf, explanations } from '../report/explanation.ts';
import { onOneLine } from '../report/harmless.ts';
import { paintIn } from '../report/paint.ts';
import type { ExplainCommand } from './explain-arguments.ts';
import { EXIT, type ExitCode, WIDEST, type World, wantsColour } from './world.ts';

/** `nullmodem explain`: what a code means. */
export async function explain({ code, language }: ExplainCommand, world: World): Promise<ExitCode> {
  const { stdout, env, program = 'npx nullmodem' } = world;
  const phrases = PHRASES[language];
  if (code !== undefined && !isCode(code)) throw unknownCode(code, phrases, program);
  const options = {
    entries: await entriesIn(language),
    phrases,
    paint: paintIn(wantsColour(stdout, env)),
    columns: Math.min(stdout.columns, WIDEST),
  };
  stdout.write(`${code === undefined ? explanations(options, program) : explanationOf(code, options)}\n`);
  return EXIT.PASSED;
}

function unknownCode(code: string, phrases: (typeof PHRASES)['en'], program: string): HarnessError {
  const near = nearest(code, Object.keys(EXAMPLES));
  const fix = [
    ...(near === undefined ? [] : [phrases.nearestCode(near, program)]),
    phrases.allCodes(program),
  ];
  return new HarnessError('usage', phrases.noSuchCode(onOneLine(code)), fix.join(' '));
}
