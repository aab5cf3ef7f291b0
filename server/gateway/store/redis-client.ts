import { createClient } from '@redis/client'
import type { Log } from '#server/gateway/http/request-log.ts'
import { errorCode } from './store.ts'

/** Maximum time that a request waits for the store, in milliseconds. */
export const requestTimeoutMs = 2_000
/** Maximum delay between attempts to reconnect. */
const maxReconnectDelayMs = 5_000

export type RedisClient = Awaited<ReturnType<typeof connectRedis>>

/** Creates a client that reconnects automatically. Waits for the first connection, at most `timeoutMs`. */
export async function connectRedis(
  url: string,
  log: Pick<Log, 'warn' | 'info'>,
  timeoutMs = requestTimeoutMs,
) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: timeoutMs },
    socket: {
      connectTimeout: timeoutMs,
      reconnectStrategy: (tries) => Math.min(maxReconnectDelayMs, 100 * 2 ** tries),
    },
  })
  let isReported = false
  client.on('error', (error: unknown) => {
    if (isReported) return
    isReported = true
    log.warn({ code: errorCode(error) }, 'cannot connect to the store')
  })
  client.on('ready', () => {
    if (isReported) log.info({}, 'reconnected to the store')
    isReported = false
  })
  const connected = client.connect().catch(() => undefined)
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, timeoutMs))])
  return client
}

/** A deadline. `passed` rejects when the time is up; loops check `isOver` before each step. */
export type Deadline = { passed: Promise<never>; isOver: () => boolean; clear: () => void }

export function startDeadline(timeoutMs: number): Deadline {
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = true
      reject(new Error('Redis did not respond in time.'))
    }, timeoutMs)
  })
  // Prevents an unhandled rejection if no caller is waiting.
  passed.catch(() => undefined)
  return {
    passed,
    isOver: () => over,
    clear() {
      over = true
      clearTimeout(timer)
    },
  }
}

/** Tag that makes a write unconditional. */
export const anyTag = '*'

/**
 * Reads a value and a tag that identifies its exact bytes, since the value may be invalid UTF-8 or not a string.
 * KEYS: the entry. Returns the value (nil if there is none) and the tag ('' if there is none).
 */
export const readScript = `
local value = redis.pcall('GET', KEYS[1])
if type(value) == 'table' then return {false, 'wrong type'} end
if not value then return {false, ''} end
return {value, redis.sha1hex(value)}`

/**
 * Atomically writes an entry if its tag equals the expected tag and its kind stays within budget.
 *
 * KEYS: the entry; two sorted sets of all entries of the kind, by time of last write and by expiry. ARGV: the expected
 * tag or '*'; the new value, '' to delete; Redis expiry in milliseconds, '' for none; current time and expiry of the
 * entry in Unix milliseconds ('+inf' for none); maximum entries and bytes of the kind; '1' to evict, else refuse; how
 * long expired entries are kept while there is room, in milliseconds. If the clocks of the gateway and Redis differ,
 * the slower clock decides which expired entries have been kept long enough. Returns 'done', 'changed' (the tag
 * differs) or 'full'.
 */
export const writeScript = `
local key, ages, ends = KEYS[1], KEYS[2], KEYS[3]
local text, now = ARGV[2], ARGV[4]
local maxEntries, maxBytes = tonumber(ARGV[6]), tonumber(ARGV[7])

local function forget(entry)
  redis.call('ZREM', ages, entry)
  redis.call('ZREM', ends, entry)
end
local function size(entry)
  local bytes = redis.pcall('STRLEN', entry)
  return type(bytes) == 'number' and bytes or 0
end

if ARGV[1] ~= '*' then
  local value = redis.pcall('GET', key)
  local tag = ''
  if type(value) == 'table' then tag = 'wrong type'
  elseif value then tag = redis.sha1hex(value) end
  if tag ~= ARGV[1] then return 'changed' end
end
if text == '' then
  redis.call('DEL', key)
  forget(key)
  return 'done'
end

local function deleteExpired(time)
  for _, entry in ipairs(redis.call('ZRANGEBYSCORE', ends, '-inf', time)) do
    if entry ~= key then
      redis.call('DEL', entry)
      forget(entry)
    end
  end
end
local oldest, count, total
local function measure()
  oldest, count, total = {}, 0, 0
  for _, entry in ipairs(redis.call('ZRANGE', ages, 0, -1)) do
    local bytes = size(entry)
    if bytes == 0 then forget(entry)
    elseif entry ~= key then
      count = count + 1
      total = total + bytes
      table.insert(oldest, {entry, bytes})
    end
  end
end
local before = size(key)
local function fits()
  return (before > 0 or count < maxEntries) and (#text <= before or total + #text <= maxBytes)
end
local serverNow = redis.call('TIME')[1] * 1000
deleteExpired(string.format('%.0f', math.min(tonumber(now), serverNow) - ARGV[9]))
measure()
if not fits() then
  deleteExpired(now)
  measure()
end
local next = 1
while not fits() do
  if ARGV[8] ~= '1' or not oldest[next] then return 'full' end
  redis.call('DEL', oldest[next][1])
  forget(oldest[next][1])
  count = count - 1
  total = total - oldest[next][2]
  next = next + 1
end
if ARGV[3] == '' then redis.call('SET', key, text)
else redis.call('SET', key, text, 'PX', ARGV[3]) end
redis.call('ZADD', ages, now, key)
redis.call('ZADD', ends, ARGV[5], key)
return 'done'`
