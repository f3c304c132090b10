import { use } from 'chai';
import { runAssertions } from '../../harness/adapter/chai/assertions.ts';

/** Of chai, with what `nullmodem/chai` adds for runs. */
export const { expect } = use(runAssertions);
