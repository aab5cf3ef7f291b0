import { BlockList, isIP, isIPv6 } from 'node:net'

/** Returns the client address of a request: the address of the socket, or the address that a trusted proxy reports. */
type ClientAddress = (socketAddress: string | undefined, headers: Headers) => string

/**
 * Creates a function that returns the client address of a request. Behind a trusted proxy, that is the last address in
 * `X-Forwarded-For` that is not a trusted proxy. Each proxy appends the address that connected to it, so entries
 * further left come from the client and may be forged. The header is ignored when the socket's peer is not a trusted
 * proxy.
 *
 * @param trustedProxies addresses and subnets such as `10.0.0.0/8`
 * @param warn called once if a request has the header while no proxy is trusted
 */
export function createClientAddress(
  trustedProxies: readonly string[],
  warn: (sentence: string) => void,
): ClientAddress {
  const proxies = createAddressList(trustedProxies)
  let warned = false
  return (socketAddress = 'unknown', headers) => {
    const peer = normalizeAddress(socketAddress) ?? socketAddress
    const forwarded = headers.get('X-Forwarded-For')
    if (forwarded === null) return peer
    if (trustedProxies.length === 0 && !warned) {
      warned = true
      warn(
        'A request has X-Forwarded-For, but HEADROOM_TRUSTED_PROXY is not set: all clients behind the proxy share one sign-in limit.',
      )
    }
    let client = peer
    for (const hop of forwarded.split(',').toReversed()) {
      if (!proxies(client)) break
      const address = normalizeAddress(hop.trim())
      if (address === null) break
      client = address
    }
    return client
  }
}

/** Returns whether the text is an IP address or a subnet in CIDR notation. */
export function isAddressOrSubnet(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32)
}

function createAddressList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return (address) => {
    const family = isIP(address)
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}

/**
 * Returns an IP address without brackets, port and zone, and IPv4-mapped IPv6 as IPv4. Returns null for any other text.
 */
function normalizeAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1]
  const address = (bare ?? text).split('%')[0] ?? ''
  const embedded = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  const plain = embedded ?? address
  return isIP(plain) === 0 ? null : plain
}

/**
 * Returns the key of a client for rate limits: its IPv4 address, or its IPv6 /64, which is what providers assign to one
 * customer.
 */
export function clientNetwork(address: string): string {
  const plain = normalizeAddress(address) ?? address
  return isIPv6(plain) ? ipv6Prefix(plain, 4) : plain
}

/**
 * Returns the key of the site to which a client belongs: its IPv4 /24, or its IPv6 /48, the largest block that
 * providers assign to one site. A site may consist of many networks.
 */
export function clientSite(address: string): string {
  const plain = normalizeAddress(address) ?? address
  return isIPv6(plain) ? ipv6Prefix(plain, 3) : plain.replace(/\.\d+$/, '')
}

function ipv6Prefix(address: string, groups: number): string {
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right]
    .slice(0, groups)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
