import { BlockList, isIP } from 'node:net'

export function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, username, password } = new URL(text)
  return (
    /^rediss?:$/.test(protocol) &&
    /^\/?\d*$/.test(pathname) &&
    [username, password].every((part) => !/%(?![\da-f]{2})/i.test(part))
  )
}

/** Returns whether a string is an HTTP or HTTPS URL without credentials, query or fragment. */
export function isPlainHttpUrl(text: string): boolean {
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

/** Returns whether a URL uses HTTPS or has a local or private host. Host names without a dot count as local. */
export function isHttpsOrPrivate(url: URL): boolean {
  if (url.protocol === 'https:') return true
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family !== 0) return privateAddresses.check(host, family === 6 ? 'ipv6' : 'ipv4')
  return !host.includes('.') || /\.(localhost|local|internal|test)$/.test(host)
}
