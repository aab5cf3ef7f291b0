/** Which rooms are on which page, the page that is shown, and since when, Unix milliseconds. */
export type Turning<TPage> = { pages: readonly TPage[]; index: number; since: number }

/**
 * The pages at a moment. Only a turn may move a room from one page to another, so what is on which page is decided
 * anew with each turn, and never in between. A board of one page turns too: to itself.
 *
 * @param before null before the first page
 * @param now Unix milliseconds; a clock that was set back begins the page anew
 * @param pageMs how long a page stays, milliseconds
 * @param paged the pages as they would be now, at least one
 */
export function turned<TPage>(
  before: Turning<TPage> | null,
  now: number,
  pageMs: (page: TPage | undefined) => number,
  paged: () => readonly TPage[],
): Turning<TPage> {
  if (before === null) return { pages: paged(), index: 0, since: now }
  if (now < before.since) return { ...before, since: now }
  if (now - before.since < pageMs(before.pages[before.index])) return before
  const pages = paged()
  return { pages, index: (before.index + 1) % Math.max(1, pages.length), since: now }
}
