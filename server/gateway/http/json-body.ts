import type { Context } from 'hono'
import * as v from 'valibot'
import { GatewayError } from './gateway-error.ts'

const invalidEntries =
  'Some of these entries aren’t valid. Check them, or reload the page and try again.'

/**
 * Parses and validates a request body. Throws `GatewayError` (`invalid_request`), whose `invalidField` is the path of
 * the first invalid field, never its value.
 */
export async function readJsonBody<const TSchema extends v.GenericSchema>(
  c: Context,
  schema: TSchema,
): Promise<v.InferOutput<TSchema>> {
  const mediaType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new GatewayError('invalid_request', {
      message: 'The request body must be JSON (application/json).',
    })
  }
  // A large invalid body would otherwise produce millions of issues.
  const parsed = v.safeParse(schema, parseJson(await c.req.text()), { abortEarly: true })
  if (parsed.success) return parsed.output
  const path = v
    .getDotPath(parsed.issues[0])
    ?.replaceAll(/[^\w.-]/g, '')
    .slice(0, 80)
  throw new GatewayError('invalid_request', { message: invalidEntries, invalidField: path })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new GatewayError('invalid_request', { message: 'The request body is not valid JSON.' })
  }
}
