import { expect } from 'chai';
import { HarnessError, InvariantError, invariant } from '../../harness/ground/errors.ts';

describe('Errors', () => {
  it('of the world carry a stable code, what happened, what to do and why', () => {
    const cause = new Error('EADDRINUSE');
    const error = new HarnessError('port-busy', 'Port 4000 is taken.', 'Stop the other one.', cause);
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({
      name: 'HarnessError',
      code: 'port-busy',
      message: 'Port 4000 is taken.',
      fix: 'Stop the other one.',
    });
    expect(error.cause).to.equal(cause);
  });

  it('of the world have no cause and no fix unless told', () => {
    const error = new HarnessError('usage', 'What?');
    expect('cause' in error).to.equal(false);
    expect(error.fix).to.equal(undefined);
  });

  it('of ours name the promise that does not hold', () => {
    expect(() => invariant(false, 'frames do not overlap')).to.throw(InvariantError, 'frames do not overlap');
    expect(() => invariant(0, 'zero is no promise')).to.throw(InvariantError);
  });

  it('are none while the promise holds', () => {
    for (const holds of [true, 1, 'yes', {}]) expect(() => invariant(holds, 'never seen')).not.to.throw();
  });

  it('of ours are not taken for those of the world', () => {
    expect(new InvariantError('x')).not.to.be.instanceOf(HarnessError);
  });
});
