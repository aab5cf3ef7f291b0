/** @typedef {import('@playwright/test').Page} Page */
/**
 * The pages, panels and menus. `open` runs on the page at `path` and resolves when the page is ready for the
 * screenshot.
 *
 * @type {{ name: string, path: string, open: (page: Page) => Promise<unknown>, fullPage?: boolean }[]}
 */
export const views = [
  { name: 'rooms', path: '/', open: (page) => page.getByText('past 30 minutes').waitFor() },
  { name: 'table', path: '/?view=table', open: (page) => page.getByRole('table').waitFor() },
  { name: 'plan', path: '/?view=plan', open: (page) => page.locator('svg a').first().waitFor() },
  {
    name: 'no-matches',
    path: '/?q=zzzz',
    open: (page) => page.getByText(/zzzz/).first().waitFor(),
  },
  {
    name: 'room',
    path: '/',
    open: async (page) => {
      await page.getByRole('link', { name: /^Juniper,/ }).click()
      await page.getByRole('slider').first().waitFor()
    },
  },
  {
    name: 'room-7d',
    path: '/?range=7d',
    open: async (page) => {
      await page.getByRole('link', { name: /^Juniper,/ }).click()
      await page.getByRole('heading', { name: 'By weekday and hour' }).waitFor()
    },
  },
  {
    name: 'room-suspect',
    path: '/?range=7d',
    open: async (page) => {
      await page.getByRole('link', { name: /^Project room Zugspitze,/ }).click()
      await page
        .getByText(/Check sensor/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'filters',
    path: '/?seats=6&q=rooms+near+the+canteen',
    open: (page) => openMenu(page, /^Filters/),
  },
  {
    name: 'usual',
    path: '/?sort=usual',
    open: (page) => page.getByRole('button', { name: 'Stop comparing' }).waitFor(),
  },
  {
    name: 'breakdown',
    path: '/?explain=all',
    open: (page) => page.getByRole('dialog', { name: /Breakdown/ }).waitFor(),
  },
  {
    name: 'location-menu',
    path: '/',
    open: (page) => openMenu(page, /All sites/),
  },
  { name: 'account-menu', path: '/', open: (page) => openMenu(page, /Account/) },
  { name: 'connection', path: '/', open: (page) => openMenu(page, /Live/) },
  {
    name: 'connection-lost',
    path: '/',
    open: async (page) => {
      await page.getByText('past 30 minutes').waitFor()
      await page.route('**/api/v3/reporting', (route) => route.abort())
      await page
        .getByText(/Reconnecting/)
        .first()
        .waitFor()
    },
  },
  { name: 'saved-views', path: '/', open: (page) => openMenu(page, /Saved views/) },
  {
    name: 'saved-views-outdated',
    path: '/',
    open: async (page) => {
      await page.route('**/api/views', (route) => route.abort())
      await openMenu(page, /Saved views/)
      await page.getByRole('status').filter({ hasText: 'Can’t reach' }).waitFor()
    },
  },
  {
    name: 'shortcuts',
    path: '/',
    open: async (page) => {
      await openMenu(page, /Account/)
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
  {
    name: 'search',
    path: '/',
    open: async (page) => {
      await page.getByRole('button', { name: /^Search/ }).click()
      await page.keyboard.type('desk')
      await page.getByRole('option').first().waitFor()
    },
  },
  { name: 'sensors', path: '/sensors', open: (page) => page.getByRole('table').waitFor() },
  {
    name: 'displays',
    path: '/displays',
    open: (page) => page.getByRole('heading', { name: /Boards/ }).waitFor(),
  },
  {
    name: 'board-editor',
    path: '/displays?board=new',
    open: (page) => page.getByRole('region', { name: 'Preview' }).getByRole('article').waitFor(),
    fullPage: true,
  },
  {
    name: 'board-preview-outdated',
    path: '/displays?board=new',
    open: async (page) => {
      await page.getByRole('region', { name: 'Preview' }).getByRole('article').waitFor()
      await page.getByLabel('Viewing distance').fill('')
      await page.getByText(/^Not up to date/).waitFor()
    },
    fullPage: true,
  },
  { name: 'metrics', path: '/metrics', open: (page) => page.getByRole('slider').waitFor() },
  {
    name: 'insights',
    path: '/insights?period=30d',
    open: waitForInsights,
    fullPage: true,
  },
  {
    name: 'evidence',
    path: '/insights?period=30d',
    open: async (page) => {
      await waitForInsights(page)
      await page
        .getByRole('link', { name: /evidence for/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'replay', path: replayPath(), open: waitForReplay },
  { name: 'replay-plan', path: `${replayPath()}&view=plan`, open: waitForReplay },

  {
    name: 'report',
    path: '/insights?period=30d',
    open: async (page) => {
      await waitForInsights(page)
      await openReport(page)
    },
    fullPage: true,
  },
  {
    name: 'room-report',
    path: '/?range=30d',
    open: async (page) => {
      await page.getByRole('link', { name: /^Juniper,/ }).click()
      await openReport(page)
    },
    fullPage: true,
  },
  {
    name: 'room-editor',
    path: '/',
    open: async (page) => {
      await page.getByRole('link', { name: /^Juniper,/ }).click()
      await page.getByRole('button', { name: 'Edit room' }).click()
    },
  },
  {
    name: 'settings',
    path: '/settings',
    open: (page) => page.getByRole('heading', { name: 'Recent changes' }).waitFor(),
    fullPage: true,
  },
  {
    name: 'not-found',
    path: '/nowhere',
    open: (page) => page.getByRole('heading', { name: 'Page not found' }).waitFor(),
  },
]

/**
 * Waits for the parts of Insights that need the most time.
 *
 * @param {Page} page
 */
async function waitForInsights(page) {
  await page.getByRole('heading', { name: 'Over capacity' }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** Returns the URL of the replay of 10:00 UTC on the last Thursday before today. */
function replayPath() {
  const day = new Date(Date.now() - 86_400_000)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 3) % 7))
  return `/replay?at=${day.toISOString().slice(0, 10)}T10:00Z`
}

/** @param {Page} page */
async function waitForReplay(page) {
  await page.getByRole('button', { name: 'Play' }).waitFor()
  await page
    .getByRole('link', { name: /Juniper/ })
    .first()
    .waitFor()
}

/** @param {Page} page */
async function openReport(page) {
  await page.getByRole('link', { name: 'Report' }).click()
  await page.locator('button:enabled', { hasText: 'Print' }).waitFor()
}

/**
 * @param {Page} page
 * @param {RegExp} name
 */
async function openMenu(page, name) {
  await page.getByRole('button', { name }).first().click()
}
