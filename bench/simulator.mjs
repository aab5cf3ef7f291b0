import { startProgram } from './harness.mjs'

const runs = 5

/**
 * Measures the simulator's response times for its two most expensive common queries, in milliseconds (medians of five
 * runs).
 *
 * @returns {Promise<{ currentMs: number, monthMs: number }>}
 */
export async function measureSimulator() {
  return {
    currentMs: await measure(['--rooms', '5000', '--sensors-per-room', '2'], () => ({
      group_by: { order: ['room_id', 'mac_address'] },
      window: { every: '1s', function: 'max' },
      filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
    })),
    monthMs: await measure([], (roomId) => ({
      group_by: { order: ['mac_address', 'time'] },
      window: { every: '1h', function: 'mean' },
      filter: { start: '-30d', measurements: ['presence'], rooms: { eq: [roomId] } },
    })),
  }
}

/**
 * @param {string[]} flags
 * @param {(roomId: string) => unknown} createQuery
 */
async function measure(flags, createQuery) {
  const simulator = await startProgram('dist/server/simulator.js', ['--port', '0', ...flags])
  /**
   * @param {string} path
   * @param {unknown} body
   * @param {string} token
   */
  const post = async (path, body, token = '') => {
    const response = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    return response.json()
  }
  try {
    const login = { username: 'demo@headroom.example', password: 'demo' }
    const { access_token: token } = await post('/api/v2/login', login)
    const query = '{ rooms { data { id name } } }'
    const rooms = (await post('/api/v3/graphql', { query }, token)).data.rooms.data
    const room =
      rooms.find((/** @type {{ name: string }} */ candidate) => candidate.name === 'Juniper') ??
      rooms[0]
    /** @type {number[]} */
    const times = []
    for (let run = 0; run < runs; run += 1) {
      const begun = performance.now()
      await post('/api/v3/reporting', createQuery(room.id), token)
      times.push(performance.now() - begun)
    }
    return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
  } finally {
    await simulator.stop()
  }
}
