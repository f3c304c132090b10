import type { TraceRecord } from '../ground/trace.ts';
import type { Play } from '../report/run.ts';
import { viewerPage } from '../report/viewer/page.ts';
import { type PageOrder, PageRecords } from './page-records.ts';

/** What a page needs besides the trace. */
export interface Page extends Pick<PageOrder, 'version' | 'focus' | 'most'> {
  readonly script: string;
  /** The command that shows another part, without where it begins. */
  readonly command: string;
}

/** A scenario on its way to its page. */
export class PageShowing {
  private readonly page: Page;
  private readonly write: (text: string) => void;
  private readonly records: PageRecords;

  constructor(page: Page, order: Pick<PageOrder, 'header' | 'window'>, write: (text: string) => void) {
    this.page = page;
    this.write = write;
    this.records = new PageRecords({ ...page, ...order });
  }

  get hasEnough(): boolean {
    return this.records.hasEnough;
  }

  take(record: TraceRecord): void {
    this.records.take(record);
  }

  conclude(play: Play): void {
    this.records.conclude(play);
  }

  end(): void {
    const leftOut = this.records.leftOut(this.page.command);
    this.write(viewerPage(this.records.viewed, this.page.script, leftOut === undefined ? {} : { leftOut }));
  }

  notes(): readonly string[] {
    const leftOut = this.records.leftOut(this.page.command);
    return leftOut === undefined ? [] : [leftOut];
  }
}
