import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { OverridesFileError, openOverridesFile } from './overrides-file.ts'

const named = (name: string) => JSON.stringify({ rooms: { room_1: { name } } })
const startedAt = 1_000

/** Opens an overrides file in a temporary directory; `tick` advances the clock by a second and checks the file. */
async function follow(text: string) {
  const { directory, path } = await place(text)
  const clock = { now: startedAt }
  const logged: Record<string, unknown>[] = []
  const log = pino({ base: null }, { write: (line: string) => void logged.push(JSON.parse(line)) })
  const file = await openOverridesFile({ path, now: () => clock.now, log })
  const tick = async () => {
    clock.now += 1_000
    await file.check()
    return file.answer()
  }
  return { directory, path, file, tick, logged }
}

async function place(text: string) {
  const directory = await mkdtemp(join(tmpdir(), 'headroom-overrides-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'overrides.json')
  await writeFile(path, text)
  return { directory, path }
}

test('loads the file at startup and again when it changes', async () => {
  const { file, path, tick, logged } = await follow(named('Maple'))
  const first = { rooms: { room_1: { name: 'Maple' } } }
  expect(file.answer()).toEqual({
    configured: true,
    overrides: first,
    loadedAt: startedAt,
    problem: null,
  })
  expect(await tick()).toMatchObject({ overrides: first, loadedAt: startedAt })
  // The size stays the same, because the check must compare the content.
  await writeFile(path, named('Hazel'))
  expect(await tick()).toMatchObject({
    overrides: { rooms: { room_1: { name: 'Hazel' } } },
    loadedAt: startedAt + 2_000,
  })
  await tick()
  expect(logged.map(({ msg }) => msg)).toEqual(['overrides loaded'])
})

test('reloads a file that an editor or a config map replaces', async () => {
  const { directory, path, tick } = await follow(named('Maple'))
  await writeFile(join(directory, 'aside'), named('Hazel'))
  await rename(join(directory, 'aside'), path)
  expect(await tick()).toMatchObject({ overrides: { rooms: { room_1: { name: 'Hazel' } } } })

  await mkdir(join(directory, 'v3'))
  await writeFile(join(directory, 'v3', 'data'), named('Rowan'))
  await symlink(join(directory, 'v3', 'data'), join(directory, 'link'))
  await rename(join(directory, 'link'), path)
  expect(await tick()).toMatchObject({ overrides: { rooms: { room_1: { name: 'Rowan' } } } })
})

test('keeps the last valid overrides after an invalid edit, reports error and location, and warns once', async () => {
  const { path, tick, logged } = await follow(named('Maple'))
  await writeFile(path, '{"rooms": {"room_1": {"capacity": -1}}}')
  await tick()
  const bad = await tick()
  expect(bad).toEqual({
    configured: true,
    overrides: { rooms: { room_1: { name: 'Maple' } } },
    loadedAt: startedAt,
    problem: {
      where: 'rooms.room_1.capacity',
      message: expect.stringContaining('whole number'),
      at: startedAt + 2_000,
    },
  })
  for (let look = 0; look < 5; look += 1) expect(await tick()).toEqual(bad)
  expect(logged).toEqual([expect.objectContaining({ level: 40, where: 'rooms.room_1.capacity' })])

  await writeFile(path, named('Maple'))
  expect(await tick()).toMatchObject({ problem: null, loadedAt: startedAt + 8_000 })
})

test('replaces the reported error when the file becomes invalid in another way', async () => {
  const { path, tick, logged } = await follow(named('Maple'))
  await writeFile(path, '{"rooms": 7}')
  await tick()
  expect(await tick()).toMatchObject({ problem: { where: 'rooms' } })
  await writeFile(path, '{"rooms": ')
  await tick()
  expect(await tick()).toMatchObject({ problem: { where: 'line 1, column 11' } })
  expect(logged).toHaveLength(2)
})

test('reports no error while a file is partially written', async () => {
  const { path, tick, logged } = await follow(named('Maple'))
  await writeFile(path, '')
  expect(await tick()).toMatchObject({ problem: null })
  await writeFile(path, named('Hazel'))
  expect(await tick()).toMatchObject({
    overrides: { rooms: { room_1: { name: 'Hazel' } } },
    problem: null,
  })
  expect(logged).toHaveLength(1)
})

test('reports a missing file until it exists again', async () => {
  const { path, tick } = await follow(named('Maple'))
  await unlink(path)
  await tick()
  const gone = await tick()
  expect(gone).toMatchObject({
    overrides: { rooms: { room_1: { name: 'Maple' } } },
    problem: { where: 'the file', message: 'The file doesn’t exist.' },
  })
  expect(JSON.stringify(gone)).not.toContain(path)
  await writeFile(path, named('Hazel'))
  expect(await tick()).toMatchObject({
    overrides: { rooms: { room_1: { name: 'Hazel' } } },
    problem: null,
  })
})

test('reads the file once for concurrent checks', async () => {
  const { file } = await follow(named('Maple'))
  expect(file.check()).toBe(file.check())
})

test.each([
  ['{"rooms": 7}', 'HEADROOM_OVERRIDES, at rooms: Expected an object whose keys are room IDs.'],
  ['{\n"rooms" 7}', 'HEADROOM_OVERRIDES, at line 2, column 9: Expected a colon.'],
  [' '.repeat(2_097_153), 'HEADROOM_OVERRIDES: The file is larger than 2 MB.'],
])('rejects an invalid file when it is opened (case %#)', async (text, message) => {
  const { path } = await place(text)
  await expect(openOverridesFile(quietly(path))).rejects.toThrow(new OverridesFileError(message))
})

test('on opening, rejects a missing file, a directory and a file that is not UTF-8', async () => {
  const { directory, path } = await place('')
  await writeFile(path, Buffer.from([0x7b, 0xff, 0x7d]))
  for (const [place, message] of [
    [join(directory, 'other'), 'The file doesn’t exist.'],
    [directory, 'The path isn’t a file.'],
    [path, 'The file isn’t UTF-8 text.'],
  ] as const) {
    await expect(openOverridesFile(quietly(place))).rejects.toThrow(
      new OverridesFileError(`HEADROOM_OVERRIDES: ${message}`),
    )
  }
})

function quietly(path: string) {
  return { path, now: () => startedAt, log: pino({ enabled: false }) }
}
