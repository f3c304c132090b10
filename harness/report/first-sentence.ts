/** What stands for a page where there is room for one line: its first sentence. */
export const firstSentence = (page: string): string =>
  /^.*?[.:](?=\s|$)/s.exec(page)?.[0].replace(/\s+/g, ' ').replace(/:$/, '.') ?? page;
