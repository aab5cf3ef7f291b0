import { join } from 'node:path'
import * as v from 'valibot'
import { isHttpsOrPrivate, isPlainHttpUrl, isRedisUrl } from './config-urls.ts'
import { isAddressOrSubnet } from './gateway/http/client-address.ts'
import { parseAccountList, type AccountList } from './gateway/access/account-list.ts'

/** The operator's configuration, read once from environment variables. */
export type Config = {
  port: number
  host: string
  /** The base URL of the Butlr API; null uses the embedded simulator. */
  butlrBaseUrl: URL | null
  /** The secret that seals cookies; null uses the secret in `dataDirectory`, which the first start generates. */
  secret: string | null
  /** The previous secret, which still unseals existing cookies; null if there is none. */
  previousSecret: string | null
  dataDirectory: string
  /** URL of the Redis or Valkey store that several gateways share; null uses a file in `dataDirectory`. */
  storeUrl: string | null
  history: HistoryConfig
  /** Poll interval in seconds, 1 to 600. */
  pollSeconds: number
  /** Path of the operator's overrides file; null if there is none. */
  overridesPath: string | null
  /** Addresses and subnets of the proxies whose X-Forwarded-For header is trusted. */
  trustedProxies: readonly string[]
  /** The API credentials that displays use; null if not configured. */
  displayCredentials: { clientId: string; clientSecret: string } | null
  /** The accounts that may sign in; absent allows every Butlr account. */
  staff?: AccountList
  /** The accounts that may change boards and displays; absent allows every account that may use them. */
  managers?: AccountList
}

type HistoryConfig = {
  /** The directory of the history's files; null if several gateways share a store and no directory is configured. */
  directory: string | null
  requestsPerMinute: number
  backfillDays: number
  keepDays: number
  /** Whether minutes of rooms for one or two people are kept and shown like the minutes of other rooms. */
  keepsSmallRoomMinutes: boolean
}

type ParsedConfig = { ok: true; config: Config } | { ok: false; errors: string[] }

const integerInRange = (minimum: number, maximum: number, fault: string) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, fault),
    v.transform(Number),
    v.minValue(minimum, fault),
    v.maxValue(maximum, fault),
  )

const secretSchema = (name: string) =>
  v.pipe(v.string(), v.minLength(32, `${name} must be at least 32 characters long.`))

const invalidBaseUrl =
  'BUTLR_BASE_URL must be a URL such as https://api.butlr.io, without credentials, query or fragment.'
const insecureBaseUrl =
  'BUTLR_BASE_URL must use https:// because requests contain tokens; http:// is allowed only for localhost and private networks.'
const invalidPort = 'PORT must be a whole number from 0 to 65535.'
const invalidPollInterval = 'HEADROOM_POLL_SECONDS must be a whole number from 1 to 600.'

const invalidStoreUrl =
  'HEADROOM_STORE_URL must be the URL of a Redis or Valkey server, such as redis://localhost:6379.'

const invalidProxies =
  'HEADROOM_TRUSTED_PROXY must be a comma-separated list of IP addresses or subnets, such as 127.0.0.1,10.0.0.0/8.'
const accountListSchema = (name: string) =>
  v.pipe(
    v.string(),
    v.transform(parseAccountList),
    v.check(
      (list) => list !== null,
      `${name} must be a list of e-mail addresses, domains such as @example.com, or client IDs, separated by commas or spaces.`,
    ),
  )

const days = (name: string, minimum: number) =>
  integerInRange(minimum, 3_650, `${name} must be a whole number from ${minimum} to 3650.`)

const Environment = v.object({
  PORT: v.optional(integerInRange(0, 65_535, invalidPort), '4173'),
  HOST: v.optional(
    v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'HOST must be a host name or an IP address.')),
    '127.0.0.1',
  ),
  BUTLR_BASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isPlainHttpUrl, invalidBaseUrl),
      v.check((text) => !isPlainHttpUrl(text) || isHttpsOrPrivate(new URL(text)), insecureBaseUrl),
    ),
  ),
  HEADROOM_SECRET: v.optional(secretSchema('HEADROOM_SECRET')),
  HEADROOM_SECRET_PREVIOUS: v.optional(secretSchema('HEADROOM_SECRET_PREVIOUS')),
  HEADROOM_DATA_DIR: v.optional(v.string(), '.headroom'),
  HEADROOM_POLL_SECONDS: v.optional(integerInRange(1, 600, invalidPollInterval), '5'),
  HEADROOM_OVERRIDES: v.optional(v.string()),
  HEADROOM_STORE_URL: v.optional(v.pipe(v.string(), v.check(isRedisUrl, invalidStoreUrl))),
  HEADROOM_HISTORY_DIR: v.optional(v.string()),
  HEADROOM_HISTORY_REQUESTS_PER_MINUTE: v.optional(
    integerInRange(
      1,
      600,
      'HEADROOM_HISTORY_REQUESTS_PER_MINUTE must be a whole number from 1 to 600.',
    ),
    '20',
  ),
  HEADROOM_HISTORY_BACKFILL_DAYS: v.optional(days('HEADROOM_HISTORY_BACKFILL_DAYS', 0), '60'),
  HEADROOM_HISTORY_KEEP_DAYS: v.optional(days('HEADROOM_HISTORY_KEEP_DAYS', 1), '400'),
  HEADROOM_SMALL_ROOMS: v.optional(
    v.literal('history', 'HEADROOM_SMALL_ROOMS must be "history" or unset.'),
  ),
  HEADROOM_TRUSTED_PROXY: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== '')),
      v.minLength(1, invalidProxies),
      v.everyItem(isAddressOrSubnet, invalidProxies),
    ),
  ),
  HEADROOM_STAFF: v.optional(accountListSchema('HEADROOM_STAFF')),
  HEADROOM_MANAGERS: v.optional(accountListSchema('HEADROOM_MANAGERS')),
  BUTLR_CLIENT_ID: v.optional(v.string()),
  BUTLR_CLIENT_SECRET: v.optional(v.string()),
})

/** Matches the variables that Kubernetes sets in each pod for a service whose name starts with "headroom". */
const kubernetesServiceVariable =
  /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$/

/**
 * Returns an error for each unknown HEADROOM_* variable, because ignoring a misspelt HEADROOM_STAFF would allow every
 * account.
 */
function findUnknownVariables(given: readonly [string, string | undefined][]): string[] {
  return given.flatMap(([name]) =>
    name.startsWith('HEADROOM_') &&
    !(name in Environment.entries) &&
    !kubernetesServiceVariable.test(name)
      ? [`${name} is not a known variable; correct its name or remove it.`]
      : [],
  )
}

/**
 * Parses the configuration from environment variables; an empty variable counts as unset. If variables are invalid,
 * returns one sentence for each, which contains the variable's name but never its value.
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
): ParsedConfig {
  const given = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  const parsed = v.safeParse(Environment, Object.fromEntries(given))
  const unknown = findUnknownVariables(given)
  if (!parsed.success || unknown.length > 0) {
    const invalid = new Set(parsed.issues?.map((issue) => issue.message))
    return { ok: false, errors: [...unknown, ...invalid] }
  }
  const {
    PORT,
    HOST,
    BUTLR_BASE_URL,
    HEADROOM_SECRET,
    HEADROOM_SECRET_PREVIOUS,
    HEADROOM_DATA_DIR,
    HEADROOM_POLL_SECONDS,
    HEADROOM_OVERRIDES,
    HEADROOM_STORE_URL,
    HEADROOM_TRUSTED_PROXY,
    HEADROOM_STAFF: staff,
    HEADROOM_MANAGERS: managers,
    BUTLR_CLIENT_ID: clientId,
    BUTLR_CLIENT_SECRET: clientSecret,
  } = parsed.output
  if ((clientId === undefined) !== (clientSecret === undefined)) {
    const [present, absent] =
      clientId === undefined
        ? ['BUTLR_CLIENT_SECRET', 'BUTLR_CLIENT_ID']
        : ['BUTLR_CLIENT_ID', 'BUTLR_CLIENT_SECRET']
    return { ok: false, errors: [`${present} is set but ${absent} is not; displays require both.`] }
  }
  return {
    ok: true,
    config: {
      port: PORT,
      host: HOST,
      butlrBaseUrl: BUTLR_BASE_URL === undefined ? null : new URL(BUTLR_BASE_URL),
      secret: HEADROOM_SECRET ?? null,
      previousSecret: HEADROOM_SECRET_PREVIOUS ?? null,
      dataDirectory: HEADROOM_DATA_DIR,
      storeUrl: HEADROOM_STORE_URL ?? null,
      history: toHistoryConfig(parsed.output),
      pollSeconds: HEADROOM_POLL_SECONDS,
      overridesPath: HEADROOM_OVERRIDES ?? null,
      trustedProxies: HEADROOM_TRUSTED_PROXY ?? [],
      displayCredentials:
        clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret },
      ...(staff && { staff }),
      ...(managers && { managers }),
    },
  }
}

function toHistoryConfig(environment: v.InferOutput<typeof Environment>): HistoryConfig {
  const {
    HEADROOM_HISTORY_DIR: directory,
    HEADROOM_STORE_URL: storeUrl,
    HEADROOM_DATA_DIR: dataDirectory,
  } = environment
  return {
    // Each gateway has its own data directory, so gateways that share a store have no default directory for the
    // history.
    directory: directory ?? (storeUrl === undefined ? join(dataDirectory, 'history') : null),
    requestsPerMinute: environment.HEADROOM_HISTORY_REQUESTS_PER_MINUTE,
    backfillDays: environment.HEADROOM_HISTORY_BACKFILL_DAYS,
    keepDays: environment.HEADROOM_HISTORY_KEEP_DAYS,
    keepsSmallRoomMinutes: environment.HEADROOM_SMALL_ROOMS !== undefined,
  }
}
