import * as v from 'valibot'
import type { Overrides, OverridesResponse } from '#src/contract/overrides.ts'
import { mergeOverrides } from '#src/domain/settings/settings.ts'
import type { CurrentUpstream } from '#server/gateway/auth/upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import { StoreError, StoreFullError, type Store } from '#server/gateway/store/store.ts'
import { createUnreadableLog } from '#server/gateway/store/unreadable-log.ts'
import { emptySettings, settingsKey, SettingsRecord } from './settings-record.ts'

/**
 * The settings of an upstream. They are overrides that managers change; the operator's file takes precedence. If the
 * store is unavailable, the last known settings stay in effect.
 */
export type Settings = {
  /** Returns the settings and the operator's file as one set of overrides; the same object until one of them changes. */
  overrides: () => OverridesResponse
  /** Returns the operator's file; null if none is configured. */
  file: () => Overrides | null
  /** Reads the settings again if they are more than two seconds old. Never rejects, and waits at most a second. */
  refresh: () => Promise<void>
  /** Reads the settings. If the store is unavailable, returns the last known settings. */
  read: () => Promise<{ record: SettingsRecord; isStoreAvailable: boolean }>
  /** Reads the settings unless they have been read. Resolves with whether they are known. */
  load: () => Promise<boolean>
  /**
   * Replaces the settings with the result of `change`. If another gateway writes at the same time, `change` runs again.
   * Throws the errors of `change`, `StoreError`, and `too_large`.
   */
  change: (change: (before: SettingsRecord) => SettingsRecord) => Promise<SettingsRecord>
}

type SettingsDeps = {
  store: Store
  upstream: Pick<CurrentUpstream, 'current'>
  /** Returns the current content of the overrides file. */
  file: () => OverridesResponse
  /** Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
}

const RecordText = v.pipe(v.string(), v.parseJson(), SettingsRecord)
/** Age from which settings are read again, in milliseconds, because another gateway may have changed them. */
const maxAgeMs = 2_000
const maxWaitMs = 1_000
const maxAttempts = 20

export function createSettings({ store, upstream, file, now, log }: SettingsDeps): Settings {
  const key = settingsKey(upstream.current().address)
  const logUnreadable = createUnreadableLog(log, 'cannot read settings')
  let known: { text: string | null; record: SettingsRecord } = { text: null, record: emptySettings }
  let triedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<boolean> | null = null
  let isFailing = false
  let isKnown = false
  let writes = 0
  let lastChange: Promise<unknown> = Promise.resolve()

  /** Throws `StoreError` if another version stored the settings in an incompatible format. */
  function learn(text: string | null): SettingsRecord {
    if (text === known.text) return known.record
    const parsed = v.safeParse(RecordText, text)
    if (text !== null && !parsed.success) {
      logUnreadable(key, text, v.summarize(parsed.issues))
      throw new StoreError('Cannot read settings.')
    }
    known = { text, record: parsed.success ? parsed.output : emptySettings }
    return known.record
  }

  /** Returns whether the settings could be read. */
  async function readOnce(): Promise<boolean> {
    triedAt = now()
    const writesBefore = writes
    try {
      const text = await store.get(key)
      // The text is outdated if a change was stored in the meantime.
      if (writes === writesBefore) learn(text)
      isFailing = false
      isKnown = true
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      if (!isFailing) log.warn({}, 'cannot read settings; the last known settings stay in effect')
      isFailing = true
    }
    return !isFailing
  }

  function read(): Promise<boolean> {
    reading ??= readOnce().finally(() => (reading = null))
    return reading
  }

  function isDue(): boolean {
    const age = now() - triedAt
    return age < 0 || age >= maxAgeMs
  }

  async function replace(change: Parameters<Settings['change']>[0]): Promise<SettingsRecord> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const text = await store.get(key)
      const before = learn(text)
      const after = change(before)
      if (after === before) return before
      const value = JSON.stringify(after)
      if (await store.replace(key, text, { value, untilMs: null })) {
        writes += 1
        return learn(value)
      }
    }
    throw new StoreError('Too many concurrent changes of settings.')
  }

  const merge = createMerge()
  return {
    overrides() {
      if (isDue()) void read()
      return merge(known.record.values, file())
    },
    file: () => file().overrides,
    async refresh() {
      if (isDue()) await waitAtMost(read(), maxWaitMs)
    },
    read: async () => ({ isStoreAvailable: await read(), record: known.record }),
    async load() {
      if (!isKnown) await read()
      return isKnown
    },
    change(change) {
      const changed = lastChange.then(() => replace(change)).catch(explainLimit)
      lastChange = changed.catch(() => undefined)
      return changed
    },
  }
}

/** Waits until the promise settles, but at most `ms` milliseconds. */
async function waitAtMost(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}

/** Returns a function that merges settings and file, and keeps the result until one of them changes. */
function createMerge() {
  let last: { values: Overrides; answer: OverridesResponse; result: OverridesResponse } | null =
    null
  return function merge(values: Overrides, answer: OverridesResponse): OverridesResponse {
    if (last?.values === values && last.answer === answer) return last.result
    const result =
      Object.keys(values).length === 0
        ? answer
        : { ...answer, configured: true, overrides: mergeOverrides(values, answer.overrides) }
    last = { values, answer, result }
    return result
  }
}

function explainLimit(error: unknown): never {
  if (!(error instanceof StoreFullError)) throw error
  throw new GatewayError('too_large', {
    message: 'There is no space left for more settings. Reset settings that are no longer needed.',
  })
}
