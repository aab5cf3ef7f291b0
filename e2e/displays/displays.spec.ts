import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { differences, fillPoints, pictureDifferences } from './compare.ts'
import { expect, pairAll, resizeAll, saveScreens, see, seeElement, test } from './fixtures.ts'
import { signInStaff } from './staff.ts'

const landscape = { layout: 'cards', theme: 'dark', orientation: 'landscape' } as const

test('shows the live board after pairing, and a pairing code after the display is revoked', async ({
  building: { simulator },
  pairScreens,
  screens,
}) => {
  await simulator.pin('Alder', [2])
  const { staff, ids } = await pairScreens(landscape)
  const label = (name: string) => `li[aria-label^="${name}"]`
  await seeElement(screens, label('Alder, 2 of 6 people, in use'))
  await simulator.pin('Alder', [7])
  await seeElement(screens, label('Alder, 7 of 6 people, 1 over'))
  for (const id of ids) await staff.revoke(id)
  await see(screens, 'Pair this display')
})

/** Makes every screen show the same pairing code, by replacing the responses to its requests. Runs in the page. */
function offerCode(expiresAt: number): void {
  const send = window.fetch.bind(window)
  window.fetch = (input, options = {}) => {
    if (input !== '/api/display/pairing') return send(input, options)
    const offer = { code: 'K7P4XM', expiresAt, unknownDisplay: true }
    const answer = options.method === 'POST' ? offer : { state: 'waiting', expiresAt }
    return Promise.resolve(new Response(JSON.stringify(answer)))
  }
}

test('the pairing screen looks the same in the old and the current browser, at every size', async ({
  building: { url },
  secure,
  screens,
}, testInfo) => {
  const address = await secure(url)
  for (const screen of screens) {
    await screen.prepare(offerCode, Date.now() + 600_000)
    await screen.open(`${address}/display`)
  }
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [1024, 768],
    [1080, 1920],
  ] as const) {
    await resizeAll(screens, width, height)
    await see(screens, 'K7P')
    await expect.poll(() => differences(screens, Math.min(width, height))).toEqual([])
    await saveScreens(screens, `pairing-${width}x${height}`, testInfo)
  }
})

/** Removes a function that the app requires, to imitate an older browser. Runs in the page. */
function makeOlder(): void {
  Reflect.deleteProperty(Blob.prototype, 'text')
}

test('shows a notice instead of the app in a browser that is too old', async ({
  building: { url },
  screens,
}, testInfo) => {
  await resizeAll(screens, 1920, 1080)
  for (const screen of screens) {
    await screen.prepare(makeOlder, null)
    await screen.open(`${url}/display`)
  }
  await see(screens, /This screen runs Chrome \d+\. Headroom needs\s+Chrome\s76/)
  await see(screens, 'Raspberry Pi')
  await expect.poll(() => differences(screens, 1080, ['h1', 'td', '.end'])).toEqual([])
  for (const screen of screens) {
    const { ground, apps } = await screen.evaluate(
      () => ({
        ground: getComputedStyle(document.body).backgroundColor,
        apps: document.querySelectorAll('#root, .display').length,
      }),
      null,
    )
    expect({ ground, apps }).toEqual({ ground: 'rgb(10, 12, 16)', apps: 0 })
  }
  await saveScreens(screens, 'too-old', testInfo)
})

const layouts = ['cards', 'rows', 'plan', 'totals', 'find-room'] as const
const looks = [
  { theme: 'dark', orientation: 'landscape', size: [1920, 1080] },
  { theme: 'light', orientation: 'landscape', size: [1280, 720] },
  { theme: 'dark', orientation: 'portrait', size: [1080, 1920] },
] as const

test('every layout looks the same in the old and the current browser', async ({
  building: { simulator },
  pairScreens,
  screens,
}, testInfo) => {
  test.setTimeout(600_000)
  // With constant counts, both screens always show the same data.
  for (const room of simulator.rooms) {
    const sensors = simulator.sensorsOf(room)
    await simulator.pin(
      room,
      sensors.map((_, index) => (room.length + index) % 5),
    )
  }
  const { staff, ids } = await pairScreens(landscape)
  for (const { theme, orientation, size } of looks) {
    const [width, height] = size
    await resizeAll(screens, width, height)
    for (const layout of layouts) {
      const name = `${layout}-${theme}-${orientation}`
      const boardId = await staff.addBoard(name, { layout, theme, orientation })
      for (const id of ids) await staff.show(id, boardId)
      await seeElement(screens, `.board[aria-label="${name}"] .board-live`)
      await expect
        .poll(() => differences(screens, Math.min(width, height)), {
          timeout: 60_000,
          message: name,
        })
        .toEqual([])
      const compareFills = async () =>
        pictureDifferences(screens, await screens[0].evaluate(fillPoints, null))
      await expect
        .poll(async () => (await compareFills())[0] ?? 0, { message: `fills of ${name}` })
        .toBeLessThanOrEqual(2)
      await saveScreens(screens, name, testInfo)
    }
  }
})

test('with a remote control, arrows turn pages, OK opens the menu, and Back closes it', async ({
  pairScreens,
  screens,
}, testInfo) => {
  await pairScreens(landscape)
  const page = (number: number) => `.board-pages[aria-label^="Page ${number} of"]`
  await seeElement(screens, page(1))
  for (const screen of screens) await screen.press('ArrowRight')
  await seeElement(screens, page(2))
  for (const screen of screens) await screen.press('ArrowLeft')
  await seeElement(screens, page(1))
  for (const screen of screens) await screen.press('Enter')
  await seeElement(screens, '.remote-menu button:focus')
  await expect
    .poll(() => differences(screens, 1080, ['.remote-menu', '.remote-menu button']))
    .toEqual([])
  await saveScreens(screens, 'menu', testInfo)
  for (const screen of screens) await screen.press('Enter')
  await seeElement(screens, page(2))
  for (const screen of screens) await screen.press('Unidentified', 461)
  for (const screen of screens) {
    const menus = () =>
      screen.evaluate(() => document.querySelectorAll('.remote-menu').length, null)
    await expect.poll(menus).toBe(0)
  }
})

test('the remote control unpairs a display after a confirmation, if its board allows it', async ({
  pairScreens,
  screens,
}, testInfo) => {
  await pairScreens({ ...landscape, unpairFromRemote: true })
  const press = async (...keys: string[]) => {
    for (const screen of screens) for (const key of keys) await screen.press(key)
  }
  const focus = () =>
    Promise.all(
      screens.map((screen) => screen.evaluate(() => document.activeElement?.textContent, null)),
    )
  const openDialog = async () => {
    await press('Enter')
    await seeElement(screens, '.remote-menu button:focus')
    // From the first item, the first Up selects “Close”, and the second selects the item that unpairs the display.
    await press('ArrowUp', 'ArrowUp', 'Enter')
    await expect.poll(focus).toEqual(['Cancel', 'Cancel'])
  }
  await openDialog()
  await expect
    .poll(() =>
      differences(screens, 1080, ['.remote-menu', '.remote-menu p', '.remote-menu button']),
    )
    .toEqual([])
  await saveScreens(screens, 'unpair', testInfo)
  await press('Enter')
  await seeElement(screens, '.board:only-of-type')
  await openDialog()
  await press('ArrowDown', 'Enter')
  await see(screens, 'Pair this display')
})

test('a display turns pages, shows “Not live” while it has no network, and recovers', async ({
  pairScreens,
  screens,
}, testInfo) => {
  test.setTimeout(400_000)
  await pairScreens(landscape)
  await seeElement(screens, '.board-pages[aria-label^="Page 1 of"]')
  await seeElement(screens, '.board-pages[aria-label^="Page 2 of"]')
  for (const screen of screens) await screen.setOffline(true)
  await see(screens, /Not live since \d\d:\d\d/, 120_000)
  await seeElement(screens, '.board-verdict')
  await expect
    .poll(() =>
      differences(screens, 1080, ['.board-head', '.board-verdict', '.board-verdict span']),
    )
    .toEqual([])
  await saveScreens(screens, 'not-live', testInfo)
  for (const screen of screens) await screen.setOffline(false)
  await see(screens, /Live · \d+ s ago/, 120_000)
})

test('a display reloads for a new version of the display page, but not if only the staff app has a new version', async ({
  startHeadroom,
  secure,
  screens,
}, testInfo) => {
  test.setTimeout(600_000)
  const HEADROOM_DATA_DIR = testInfo.outputPath('data')
  const first = await startHeadroom({ HEADROOM_DATA_DIR })
  const { url } = first
  const PORT = new URL(url).port
  await resizeAll(screens, 1920, 1080)
  await pairAll(await signInStaff(url), await secure(url), screens, landscape)
  const versions = () => Promise.all(screens.map((screen) => screen.evaluate(readVersion, null)))
  const [version = ''] = await versions()
  // The title disappears when the page reloads.
  for (const screen of screens) await screen.evaluate(() => (document.title = 'Not reloaded'), null)
  await first.stop()

  const onlyStaff = await deploy(testInfo.outputPath('staff'), { client: 'eeeeeeeeeeee' })
  const second = await startHeadroom({ HEADROOM_DATA_DIR, PORT }, onlyStaff)
  await see(screens, /Live · \d+ s ago/, 120_000)
  expect(await (await fetch(`${url}/`, { headers: { accept: 'text/html' } })).text()).toContain(
    'eeeeeeeeeeee',
  )
  await seeElement(screens, '.board-pages[aria-label^="Page 1 of"]')
  await seeElement(screens, '.board-pages[aria-label^="Page 2 of"]')
  await second.stop()

  const both = await deploy(testInfo.outputPath('both'), { display: 'ffffffffffff' })
  await startHeadroom({ HEADROOM_DATA_DIR, PORT }, both)
  const titles = () =>
    Promise.all(screens.map((screen) => screen.evaluate(() => document.title, null)))
  expect(await titles()).toEqual(['Not reloaded', 'Not reloaded'])
  expect(version).toMatch(/^[\da-f]{12}$/)
  await expect
    .poll(versions, { timeout: 330_000, intervals: [2_000] })
    .toEqual(['ffffffffffff', 'ffffffffffff'])
  await see(screens, /Live · \d+ s ago/)
})

function readVersion(): string {
  const tag = document.querySelector('meta[name="headroom-version"]')
  return tag ? tag.getAttribute('content') || '' : ''
}

/** Copies the build and changes the versions of its pages. Returns the path of the gateway's script. */
async function deploy(dist: string, versions: Record<string, string>): Promise<string> {
  await cp('dist', dist, { recursive: true })
  for (const [build, version] of Object.entries(versions)) {
    const path = join(dist, build, 'index.html')
    const page = await readFile(path, 'utf8')
    await writeFile(
      path,
      page.replace(/(headroom-version" content=")[^"]*/, (_, start: string) => start + version),
    )
  }
  return `${dist}/server/main.js`
}
