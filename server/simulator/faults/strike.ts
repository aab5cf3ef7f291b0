import { setTimeout as wait } from 'node:timers/promises'
import type { FaultKind } from './fault-kind.ts'
import { spoil } from './spoil.ts'

const page = '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>'

/**
 * Answers under a fault. `answer` makes the answer as it would be without. Rejects where the network fails, and where
 * the request is given up while it waits.
 */
export async function strike(
  fault: FaultKind,
  signal: AbortSignal,
  answer: () => Promise<Response>,
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
      return answer()
    case 'hang':
      return untilAborted(signal)
    case 'network':
      throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') })
    case 'html':
      return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    case 'truncated': {
      const whole = await answer()
      const text = await whole.text()
      const headers = { 'Content-Type': 'application/json' }
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: whole.status,
        headers,
      })
    }
    case 'empty':
    case 'null-room':
    case 'null-metrics':
    case 'bad-last':
    case 'partial-graphql': {
      const whole = await answer()
      if (!whole.ok) return whole
      const body: unknown = await whole.json()
      return Response.json(spoil(body, fault))
    }
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = () => {
      reject(new DOMException('The request was given up.', 'AbortError'))
    }
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}
