import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { keepReleaseAssets, openBuiltPages, servedVersion } from './releases.ts'
import { createStaticFiles } from './static-files.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'headroom-releases-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

/** Creates a built app with one chunk whose name is unique to the version. */
async function release(version: string): Promise<string> {
  const client = await folder()
  await mkdir(join(client, 'assets'))
  await writeFile(
    join(client, 'index.html'),
    `<!doctype html><meta name="headroom-version" content="${version}">`,
  )
  await writeFile(join(client, 'assets', `chunk-${version}.js`), `export const v = '${version}'`)
  return client
}

const log = { warn: () => undefined }
const start = async (version: string, dataDirectory: string) => {
  const directory = await release(version)
  const home = join(dataDirectory, 'releases')
  const page = { directory, previous: await keepReleaseAssets({ directory, home, log }) }
  return createStaticFiles({ staff: page, display: page })
}
const ask = async (files: Awaited<ReturnType<typeof start>>, version: string) => {
  files.onError((_, c) => c.body(null, 404))
  return files.request(`/assets/chunk-${version}.js`)
}

test('serves the chunks of the previous release, but not of older releases', async () => {
  const data = await folder()
  await start('v1', data)
  const second = await start('v2', data)
  expect(await (await ask(second, 'v2')).text()).toContain("'v2'")
  const kept = await ask(second, 'v1')
  expect(await kept.text()).toContain("'v1'")
  expect(kept.headers.get('Cache-Control')).toMatch(/immutable/)

  const third = await start('v3', data)
  expect((await ask(third, 'v2')).status).toBe(200)
  expect((await ask(third, 'v1')).status).toBe(404)
  expect((await readdir(join(data, 'releases'))).toSorted()).toEqual(['v2', 'v3'])
})

test('a release that changes only the staff app does not change the display page', async () => {
  const dataDirectory = await folder()
  const deploy = async (staff: string, display: string) => {
    const dist = await folder()
    await cp(await release(staff), join(dist, 'client'), { recursive: true })
    await cp(await release(display), join(dist, 'display'), { recursive: true })
    const pages = await openBuiltPages(pathToFileURL(`${dist}/`), { dataDirectory, log })
    const files = createStaticFiles(pages)
    files.onError((_, c) => c.body(null, 404))
    const text = async (path: string) =>
      (await files.request(path, { headers: { Accept: 'text/html,*/*' } })).text()
    return { version: servedVersion(pages.display.directory), text }
  }
  await deploy('staff-1', 'display-1')
  const { version, text } = await deploy('staff-2', 'display-1')
  expect(version).toBe('display-1')
  expect(await text('/display')).toContain('content="display-1"')
  expect(await text('/display/check')).toContain('content="display-1"')
  expect(await text('/display/assets/chunk-display-1.js')).toContain('display-1')
  expect(await text('/displays')).toContain('content="staff-2"')
  expect(await text('/assets/chunk-staff-1.js')).toContain('staff-1')

  const third = await deploy('staff-3', 'display-2')
  expect(third.version).toBe('display-2')
  expect(await third.text('/display/assets/chunk-display-1.js')).toContain('display-1')
  expect(await third.text('/assets/chunk-staff-1.js')).toBe('')
  expect(await third.text('/assets/chunk-display-1.js')).toBe('')
})

test('keeps the previous release when the gateway restarts with the current release', async () => {
  const data = await folder()
  await start('v1', data)
  await start('v2', data)
  const again = await start('v2', data)
  expect((await ask(again, 'v1')).status).toBe(200)
})

test('logs a warning and continues when the folder is not writable', async () => {
  const data = join(await folder(), 'file')
  await writeFile(data, 'not a folder')
  const directory = await release('v1')
  const warned: object[] = []
  const kept = await keepReleaseAssets({
    directory,
    home: join(data, 'releases'),
    log: { warn: (facts: object) => void warned.push(facts) },
  })
  expect(kept.folders).toEqual([])
  expect(warned).toHaveLength(1)
  expect(await readFile(data, 'utf8')).toBe('not a folder')
})

test('compresses stored release files at startup if they have no compressed form', async () => {
  const data = await folder()
  await start('v1', data)
  const chunk = 'export const long = 1\n'.repeat(200)
  await writeFile(join(data, 'releases', 'v1', 'assets', 'chunk-v1.js'), chunk)
  const second = await start('v2', data)
  const kept = await second.request('/assets/chunk-v1.js', {
    headers: { 'Accept-Encoding': 'gzip, br' },
  })
  expect(kept.headers.get('Content-Encoding')).toBe('gzip')
  expect(gunzipSync(await kept.arrayBuffer()).toString()).toBe(chunk)
})
