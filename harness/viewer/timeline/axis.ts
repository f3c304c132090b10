import type { ByteRecords } from '../../report/viewer/byte-records.ts';
import type { Viewed } from '../../report/viewer/viewed.ts';
import type { Failure } from '../../run/result.ts';
import { matchesOf } from '../filter.ts';
import { type Sentences, sentencesOf } from '../sentences.ts';
import type { Store } from '../state.ts';
import { failuresOf } from './first-view.ts';
import type { Lanes } from './lanes.ts';
import { matchingLanes } from './matching.ts';
import { type Row, rowsOf } from './rows.ts';

/** What the whole page has in common. */
export interface Shared {
  readonly viewed: Viewed;
  readonly store: Store;
  readonly lanes: Lanes;
  readonly bytes: ByteRecords;
}

/** What is known of a trace once it has been walked through, and where the person is. No drawing, no DOM. */
export class Axis implements Shared {
  readonly viewed: Viewed;
  readonly store: Store;
  readonly sentences: Sentences;
  readonly lanes: Lanes;
  readonly bytes: ByteRecords;
  readonly failures: readonly Failure[];
  readonly rows: readonly Row[];
  /** The row that the arrow keys walk along; null: all records. */
  row: Row | null = null;
  private filter = '';
  private matching: Lanes | null = null;

  constructor({ viewed, store, lanes, bytes }: Shared, top: number) {
    this.viewed = viewed;
    this.store = store;
    this.sentences = sentencesOf(viewed);
    this.lanes = lanes;
    this.bytes = bytes;
    this.failures = failuresOf(viewed);
    this.rows = rowsOf(this.lanes, top);
  }

  /** What matches the filter; null: there is none. */
  get matchingLanes(): Lanes | null {
    const { filter } = this.store.state;
    if (filter === this.filter) return this.matching;
    this.filter = filter;
    const { records } = this.viewed;
    const matches = matchesOf(this.viewed, filter);
    this.matching = matches === null ? null : matchingLanes(this.lanes, matches, records.length);
    return this.matching;
  }
}
