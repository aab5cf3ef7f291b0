import { expect, onTestFinished, test, vi } from 'vitest'
import {
  answerWithLogins,
  displayCredentials,
  pairDisplay,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'
import { buildWorkers } from '#server/gateway/test-worker.ts'

const { answerWorker } = buildWorkers()
const largeBytes = 256 * 1024
const roomCount = 3_000

const outline = Array.from({ length: 24 }, (_, corner) => [corner + 0.25, corner + 0.75])
const places = {
  sites: {
    data: [
      { id: 's1', buildings: [{ id: 'b1', floors: [{ id: 'f1', rooms: rooms(), zones: [] }] }] },
    ],
  },
}
const sensors = Array.from({ length: roomCount }, (_, index) => ({
  id: `sensor_${index}`,
  name: `Sensor ${index} ${'x'.repeat(180)}`,
  mac_address: macOf(index),
  mode: 'presence',
  room_id: `room_${index}`,
  hive_id: 'hive',
  is_online: true,
  installation_status: 'INSTALLED',
}))
const report = Object.fromEntries(
  Array.from({ length: roomCount }, (_, index) => [
    `room_${index}`,
    Object.fromEntries(
      Array.from({ length: 8 }, (_unused, sensor) => [
        `${macOf(index)}-${sensor}`,
        { last: 1, min: 0, max: 1, note: 'x'.repeat(60) },
      ]),
    ),
  ]),
)

function rooms() {
  return Array.from({ length: roomCount }, (_, index) => ({
    id: `room_${index}`,
    name: `Room ${index}`,
    capacity: { max: 8, mid: 4 },
    coordinates: outline,
    tags: [{ id: 'tag_1', name: 'Tag' }],
  }))
}

function macOf(index: number): string {
  return `00-17-0d-00-${String(index).padStart(8, '0')}`
}

test('parses no JSON over 256 KB on the main thread for pages, displays, overrides and peaks', async () => {
  let areSensorsWhole = true
  const { browser, send, clock } = await startGateway(
    answerWithLogins(({ url, body }) => {
      if (url.endsWith('/reporting')) return json({ data: report })
      if (!body.includes('HeadroomSensors')) return json({ data: places })
      const listed = areSensorsWhole ? sensors : [null, ...sensors.slice(1)]
      return json({ data: { sensors: { data: listed }, hives: { data: [] } } })
    }),
    {
      answerWorker,
      displayCredentials,
      overrides: () => ({ configured: true, overrides: {}, loadedAt: 1, problem: null }),
    },
  )
  const parse = vi.spyOn(JSON, 'parse')
  onTestFinished(() => parse.mockRestore())
  const sizeOf = async (response: Response) => {
    expect(response.status).toBe(200)
    return (await response.arrayBuffer()).byteLength
  }

  await browser.signInClient()
  const screen = await pairDisplay(browser, send)
  expect(await sizeOf(await browser.report())).toBeGreaterThan(largeBytes)
  for (const document of ['places', 'sensors']) {
    const page = await browser.post('/api/v3/graphql', { document })
    expect(await sizeOf(page)).toBeGreaterThan(largeBytes)
  }
  await sizeOf(await browser.get('/api/overrides'))
  await sizeOf(await browser.get(`/api/peak?room=room_1&since=${clock.now - 1_000}`))
  for (const whole of [true, false]) {
    areSensorsWhole = whole
    clock.now += 61_000
    expect(await sizeOf(await screen.get('/api/display/board'))).toBeGreaterThan(largeBytes)
    expect(await sizeOf(await screen.get('/api/display/readings'))).toBeGreaterThan(100_000)
  }

  const large = parse.mock.calls.filter(([text]) => text.length > largeBytes)
  expect(large.map(([text]) => text.slice(0, 40))).toEqual([])
})

test('ends all threads on shutdown, so that none keeps the process alive', async () => {
  const stopTasks: (() => Promise<void>)[] = []
  const { browser } = await startGateway(
    answerWithLogins(() => json({ data: report })),
    { answerWorker, onStop: (task) => stopTasks.push(task) },
  )
  const countThreads = () =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length
  const before = countThreads()
  await browser.signInClient()
  expect((await browser.report()).status).toBe(200)
  expect(countThreads()).toBeGreaterThan(before)
  await Promise.all(stopTasks.map(async (task) => task()))
  expect(countThreads()).toBe(before)
})
