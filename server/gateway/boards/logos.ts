import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import * as v from 'valibot'
import { logoProblems } from '#messages/logo.ts'
import { logoTypes, readLogoFile } from '#src/domain/logo/logo-file.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Store } from '#server/gateway/store/store.ts'

/** A logo as stored: its media type and its file in base64. `tag` is the hash of the file. */
const Logo = v.strictObject({
  type: v.picklist(logoTypes),
  data: v.string(),
  tag: v.string(),
})
export type Logo = v.InferOutput<typeof Logo>

const LogoText = v.pipe(v.string(), v.parseJson(), Logo)
const logoPrefix = 'logos/'

/** Parses an uploaded logo file (base64). Throws `invalid_request`, with the reason, if the file is not a valid logo. */
export function readLogo(data: string): Logo {
  const bytes = Buffer.from(data, 'base64')
  const read = readLogoFile(bytes)
  if ('problem' in read) {
    throw new GatewayError('invalid_request', { message: logoProblems[read.problem] })
  }
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { type: read.type, data: bytes.toString('base64'), tag }
}

/** Stores one logo per board, separately from the boards, so that lists of boards stay small. */
export function createLogos(store: Store): {
  /** Returns null if there is no logo, or if another version stored it in an incompatible format. */
  find: (boardId: string) => Promise<Logo | null>
  put: (boardId: string, logo: Logo | null) => Promise<void>
} {
  return {
    async find(boardId) {
      const parsed = v.safeParse(LogoText, await store.get(logoPrefix + boardId))
      return parsed.success ? parsed.output : null
    },
    put: (boardId, logo) =>
      logo === null
        ? store.delete(logoPrefix + boardId)
        : store.put(logoPrefix + boardId, { value: JSON.stringify(logo), untilMs: null }),
  }
}

/**
 * Sends a logo. Throws `not_found` if it is null. The browser may cache the response only if the URL contains the
 * logo's hash as `v`. A page with an older board requests a previous logo, and the browser must not cache the current
 * logo under that URL. An SVG that is opened directly loads and runs nothing (`security-middleware.ts`).
 */
export function sendLogo(c: Context, logo: Logo | null): Response {
  if (logo === null) throw new GatewayError('not_found')
  return c.body(new Uint8Array(Buffer.from(logo.data, 'base64')), 200, {
    'Content-Type': logo.type,
    'Cache-Control': c.req.query('v') === logo.tag ? 'private, max-age=2592000' : 'no-store',
  })
}
