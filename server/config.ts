import { BlockList, isIP } from 'node:net'
import * as v from 'valibot'
import { isAddressOrSubnet } from './gateway/http/client-address.ts'
import { parseAccountList, type AccountList } from './gateway/access/account-list.ts'

/** What the operator decided, read once from the environment. */
export type Config = {
  port: number
  host: string
  /** Where Butlr is; `null` means the embedded simulator. */
  butlrBaseUrl: URL | null
  /** Seals the session cookies; `null` means that one is made and kept in `dataDirectory`. */
  secret: string | null
  /** What sealed the cookies before `secret`; they still open. `null` where there is none. */
  previousSecret: string | null
  dataDirectory: string
  /** The Redis or Valkey that several gateways keep boards and displays in; `null` means a file in `dataDirectory`. */
  storeUrl: string | null
  /** Seconds between two polls, 1 to 600. */
  pollSeconds: number
  /** The file of the operator's names and capacities; `null` means that there is none. */
  overridesPath: string | null
  /** Addresses and subnets of the proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** The API credentials that displays read with; `null` means that none are given. */
  displayCredentials: { clientId: string; clientSecret: string } | null
  /** Who may sign in; absent: everyone whom Butlr lets in. */
  staff?: AccountList
  /** Who may change boards and displays; absent: everyone who may use them. */
  managers?: AccountList
}

type ParsedConfig = { ok: true; config: Config } | { ok: false; faults: string[] }

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
  'BUTLR_BASE_URL must be an address such as https://api.butlr.io, without credentials, query or fragment.'
const insecureBaseUrl =
  'BUTLR_BASE_URL must start with https:// because tokens travel over it; http:// is taken for this machine and private networks only.'
const invalidPort = 'PORT must be a whole number from 0 to 65535.'
const invalidPollInterval = 'HEADROOM_POLL_SECONDS must be a whole number from 1 to 600.'

const invalidStoreUrl =
  'HEADROOM_STORE_URL must be the address of a Redis or Valkey, such as redis://localhost:6379.'

const invalidProxies =
  'HEADROOM_TRUSTED_PROXY must be IP addresses or subnets, separated by commas, such as 127.0.0.1,10.0.0.0/8.'
const accountListSchema = (name: string) =>
  v.pipe(
    v.string(),
    v.transform(parseAccountList),
    v.check(
      (list) => list !== null,
      `${name} must list e-mail addresses, domains such as @example.com, and client IDs, separated by commas or spaces.`,
    ),
  )

const Environment = v.object({
  PORT: v.optional(integerInRange(0, 65_535, invalidPort), '4173'),
  HOST: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w.:-]+$/, 'HOST must be a host name or an IP address to listen on.'),
    ),
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

/** What Kubernetes sets by itself in each pod, for a service whose name begins with "headroom". */
const kubernetesServiceVariable =
  /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$/

/** A misspelt HEADROOM_STAFF would let everyone in: a name that is not known stops the start. */
function findUnknownVariables(given: readonly [string, string | undefined][]): string[] {
  return given.flatMap(([name]) =>
    name.startsWith('HEADROOM_') &&
    !(name in Environment.entries) &&
    !kubernetesServiceVariable.test(name)
      ? [`${name} is not a variable of Headroom: correct its name or remove it.`]
      : [],
  )
}

/**
 * Reads the configuration from environment variables; an empty variable counts as unset.
 * Every fault is listed, each one sentence that names its variable and never its value.
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
    return { ok: false, faults: [...unknown, ...invalid] }
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
    const [given, lacking] =
      clientId === undefined
        ? ['BUTLR_CLIENT_SECRET', 'BUTLR_CLIENT_ID']
        : ['BUTLR_CLIENT_ID', 'BUTLR_CLIENT_SECRET']
    return { ok: false, faults: [`${given} is set without ${lacking}: displays need both.`] }
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

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, username, password } = new URL(text)
  return (
    /^rediss?:$/.test(protocol) &&
    /^\/?\d*$/.test(pathname) &&
    [username, password].every((part) => !/%(?![\da-f]{2})/i.test(part))
  )
}

function isPlainHttpUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

const privateAddresses = new BlockList()
privateAddresses.addSubnet('127.0.0.0', 8)
privateAddresses.addSubnet('10.0.0.0', 8)
privateAddresses.addSubnet('172.16.0.0', 12)
privateAddresses.addSubnet('192.168.0.0', 16)
privateAddresses.addAddress('::1', 'ipv6')
privateAddresses.addSubnet('fc00::', 7, 'ipv6')

/** A test upstream beside the gateway (a name without a dot is a container's or this machine's) may speak plain HTTP. */
function isHttpsOrPrivate(url: URL): boolean {
  if (url.protocol === 'https:') return true
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family !== 0) return privateAddresses.check(host, family === 6 ? 'ipv6' : 'ipv4')
  return !host.includes('.') || /\.(localhost|local|internal|test)$/.test(host)
}
