import type { Fault } from './fault-plan.ts'
import { setTimeout as wait } from 'node:timers/promises'

type Json = Record<string, unknown>

/**
 * Corrupts a JSON response as the fault specifies; returns it unchanged if the fault does not affect the body. Expects
 * the shape `{data: {room: {sensor: metrics}}}`; with another group_by order, treats the first two levels as room and
 * sensor.
 */
function corruptBody(answer: unknown, fault: Fault): unknown {
  if (!isObject(answer)) return answer
  switch (fault.kind) {
    case 'empty':
      return {
        ...answer,
        data: fault.shape === 'object' ? {} : fault.shape === 'array' ? [] : null,
      }
    case 'null-room':
      return { ...answer, data: replaceKey(answer['data'], fault.room, () => null) }
    case 'null-metrics':
      return { ...answer, data: replaceNested(answer['data'], fault.mac, () => null) }
    case 'bad-last':
      return {
        ...answer,
        data: replaceNested(answer['data'], fault.mac, (leaf) => corruptLast(leaf, fault.last)),
      }
    case 'partial-graphql':
      return {
        data: dropEveryThirdItem(answer['data']),
        errors: [
          {
            message: 'cannot return null for non-nullable field',
            path: ['data'],
            extensions: { code: 'INTERNAL_SERVER_ERROR' },
          },
        ],
      }
    case 'status':
    case 'delay':
    case 'hang':
    case 'network':
    case 'truncated':
    case 'html':
    case 'body':
      return answer
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Change = (value: unknown) => unknown

/** Replaces the value of a key, by default the first key. */
function replaceKey(data: unknown, key: string | undefined, change: Change): unknown {
  if (!isObject(data)) return data
  const wanted = key ?? Object.keys(data)[0]
  return wanted === undefined || !(wanted in data)
    ? data
    : { ...data, [wanted]: change(data[wanted]) }
}

/** Replaces the value of a second-level key, by default the first key of the first branch. */
function replaceNested(data: unknown, key: string | undefined, change: Change): unknown {
  if (!isObject(data)) return data
  const branch = Object.entries(data).find(
    ([, inner]) => isObject(inner) && (key === undefined || key in inner),
  )
  if (branch === undefined) return data
  return { ...data, [branch[0]]: replaceKey(branch[1], key, change) }
}

function corruptLast(leaf: unknown, last: 'missing' | 'text'): unknown {
  if (!isObject(leaf)) return leaf
  const { last: value, ...rest } = leaf
  return last === 'missing' ? rest : { ...rest, last: String(value) }
}

/** Replaces every third object in each list with null, as a failing resolver would. */
function dropEveryThirdItem(data: unknown): unknown {
  if (Array.isArray(data)) {
    return data.map((item: unknown, index) =>
      isObject(item) && index % 3 === 2 ? null : dropEveryThirdItem(item),
    )
  }
  if (!isObject(data)) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, dropEveryThirdItem(value)]),
  )
}

const captivePortalPage =
  '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>'

/**
 * Returns a response with a fault applied. Rejects if the fault is a network failure, or if the request is aborted
 * while it waits.
 *
 * @param respond returns the response without the fault
 */
export async function applyFault(
  fault: Fault,
  signal: AbortSignal,
  respond: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'status': {
      const headers =
        fault.retryAfter === undefined ? undefined : { 'Retry-After': String(fault.retryAfter) }
      const body = { error: `Simulated status ${fault.status}.`, code: 'SIMULATED' }
      return Response.json(body, { status: fault.status, ...(headers && { headers }) })
    }
    case 'delay':
      await wait(fault.ms, undefined, { signal })
      return respond()
    case 'hang':
      return rejectOnAbort(signal)
    case 'network':
      throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') })
    case 'html':
      return new Response(captivePortalPage, {
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      })
    case 'body':
      return Response.json(fault.body)
    case 'truncated': {
      const response = await respond()
      const text = await response.text()
      const headers = { 'Content-Type': 'application/json' }
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: response.status,
        headers,
      })
    }
    case 'empty':
    case 'null-room':
    case 'null-metrics':
    case 'bad-last':
    case 'partial-graphql': {
      const whole = await respond()
      if (!whole.ok) return whole
      const body: unknown = await whole.json()
      return Response.json(corruptBody(body, fault))
    }
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const onAbort = () => {
      reject(new DOMException('The request was aborted.', 'AbortError'))
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
