import * as v from 'valibot'

/** A stand-alone simulator, with what journeys do to its building. */
export type Simulator = {
  url: string
  /** An access token of its own making. */
  token: string
  /** Makes a route fail until `recover`, as `PUT /simulator/faults` takes it. */
  fail: (route: string, fault: Record<string, unknown>) => Promise<void>
  recover: () => Promise<void>
  /** The MAC addresses of a room's sensors, sorted. */
  sensorsOf: (room: string) => string[]
  /** Pins the counts of a room's sensors, in the order of their MAC addresses; `silent` makes one fall silent. */
  pin: (room: string, counts: (number | 'silent')[]) => Promise<void>
}

const Token = v.object({ access_token: v.string() })
const Answer = v.object({
  data: v.object({
    rooms: v.object({ data: v.array(v.object({ id: v.string(), name: v.string() })) }),
    sensors: v.object({
      data: v.array(
        v.object({
          mac_address: v.string(),
          room_id: v.nullable(v.string()),
          mode: v.string(),
          installation_status: v.string(),
        }),
      ),
    }),
  }),
})
const query =
  '{ rooms { data { id name } } sensors { data { mac_address room_id mode installation_status } } }'

/** Talks to a simulator as any client of the Butlr API would, and to its faults. */
export async function connectSimulator(url: string): Promise<Simulator> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return response.json()
  }
  const login = { username: 'demo@headroom.example', password: 'demo' }
  const { access_token: token } = v.parse(Token, await post('/api/v2/login', login))
  const answer = await post('/api/v3/graphql', { query }, { authorization: `Bearer ${token}` })
  const { rooms, sensors } = v.parse(Answer, answer).data

  const change = async (body: Record<string, unknown>) => {
    const response = await fetch(`${url}/simulator/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(await response.text())
  }
  const sensorsOf = (name: string) => {
    const id = rooms.data.find((room) => room.name === name)?.id
    return sensors.data
      .filter(
        (sensor) =>
          sensor.room_id === id &&
          sensor.mode === 'presence' &&
          sensor.installation_status === 'INSTALLED' &&
          !sensor.mac_address.startsWith('fa-ke'),
      )
      .map((sensor) => sensor.mac_address)
      .toSorted()
  }
  return {
    url,
    token,
    sensorsOf,
    fail: (route, fault) => change({ route, fault }),
    async recover() {
      await fetch(`${url}/simulator/faults`, { method: 'DELETE' })
    },
    async pin(name, counts) {
      const macs = sensorsOf(name)
      if (macs.length !== counts.length) {
        throw new Error(`${name} has ${macs.length} sensors, not ${counts.length}.`)
      }
      const pairs = macs.map((mac, index) => [mac, counts[index] ?? 0] as const)
      await change({
        override: Object.fromEntries(pairs.filter(([, count]) => count !== 'silent')),
        silence: { macs: pairs.filter(([, count]) => count === 'silent').map(([mac]) => mac) },
      })
    },
  }
}
