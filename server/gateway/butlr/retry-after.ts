const longestSeconds = 3_600

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3: delta-seconds or an HTTP date) as whole seconds from `now` (epoch ms),
 * between one second and one hour, so that no upstream can switch a display off for a day. Anything else is `undefined`.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? ''
  if (text === '') return undefined
  // Date.parse takes bare numbers for years, so digits never reach it.
  const seconds = /^\d+$/.test(text) ? Number(text) : httpDateSeconds(text, now)
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 1), longestSeconds)
}

function httpDateSeconds(text: string, now: number): number | undefined {
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : Math.ceil((time - now) / 1_000)
}
