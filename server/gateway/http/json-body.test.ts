import { Hono } from 'hono'
import { pino } from 'pino'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { handleError } from './error-response.ts'
import { readJsonBody } from './json-body.ts'
import { requestLog, type GatewayEnv } from './request-log.ts'

test('reports an invalid body in plain words, and logs the path of its first invalid field', async () => {
  const lines: unknown[] = []
  const log = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line)) })
  const routes = new Hono<GatewayEnv>()
  routes.onError(handleError(log))
  routes.use(requestLog(log, () => 0))
  const schema = v.object({ draft: v.object({ name: v.string() }) })
  routes.post('/boards', async (c) => c.json(await readJsonBody(c, schema)))

  const response = await routes.request('/boards', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ draft: { name: 7 } }),
  })

  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    error: {
      code: 'invalid_request',
      message: 'Some of these entries aren’t valid. Check them, or reload the page and try again.',
    },
  })
  expect(lines).toEqual([
    expect.objectContaining({ problem: 'invalid_request', invalidField: 'draft.name' }),
  ])
})
