// Writes docs/crystal.svg: how far two crystals may be apart before characters come wrong.
// Run it with: npm run curve
import { writeFileSync } from 'node:fs';
import { crystalCurve } from './curve/drawing.ts';

writeFileSync(new URL('../docs/crystal.svg', import.meta.url), crystalCurve());
