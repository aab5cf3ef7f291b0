import * as v from 'valibot'

const WithId = v.object({ id: v.string() })

export type BoardSettings = {
  layout: 'cards' | 'rows' | 'plan' | 'totals' | 'find-room'
  theme: 'dark' | 'light'
  orientation: 'landscape' | 'portrait'
  distanceMetres?: number
  privacy?: 'exact' | 'small-rooms-in-words'
  /** The ID of the floor where the display is, or null if it is not set. */
  location?: string | null
  unpairFromRemote?: boolean
}

/** A signed-in manager of displays who uses the same API as the app. */
export type Staff = {
  addBoard: (name: string, settings: BoardSettings) => Promise<string>
  pair: (code: string, name: string, boardId: string) => Promise<string>
  show: (displayId: string, boardId: string) => Promise<void>
  revoke: (displayId: string) => Promise<void>
}

export async function signInStaff(url: string): Promise<Staff> {
  let cookie = ''
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
    if (cookies.length > 0) cookie = cookies.join('; ')
    return text === '' ? null : JSON.parse(text)
  }
  await send('POST', '/api/v2/login', { username: 'demo@headroom.example', password: 'demo' })
  return {
    async addBoard(name, { orientation, distanceMetres = 3, ...settings }) {
      const added = await send('POST', '/api/boards', {
        name,
        rooms: { kind: 'all' },
        screen: { diagonalInches: 55, aspect: '16:9', orientation, distanceMetres },
        locale: 'en-GB',
        hours: null,
        privacy: 'exact',
        shortNames: {},
        ...settings,
      })
      return v.parse(WithId, added).id
    },
    async pair(code, name, boardId) {
      const found = await send('POST', '/api/displays/pairing', { code })
      const request = { code, name, boardId, requestId: v.parse(WithId, found).id }
      return v.parse(WithId, await send('POST', '/api/displays', request)).id
    },
    show: async (id, boardId) =>
      void (await send('PATCH', `/api/displays/${id}`, { name: id, boardId })),
    revoke: async (id) => void (await send('DELETE', `/api/displays/${id}`)),
  }
}
