import { expect, test } from 'vitest'
import { createClientAddress, clientNetwork, clientSite } from './client-address.ts'

const proxies = ['10.0.0.0/8', '127.0.0.1', '2001:db8:f::/48']

function clientOf(socket: string, forwarded: string | null, trusted = proxies) {
  const warnings: string[] = []
  const find = createClientAddress(trusted, (sentence) => warnings.push(sentence))
  const headers = new Headers(forwarded === null ? {} : { 'X-Forwarded-For': forwarded })
  return { address: find(socket, headers), warnings }
}

test.each([
  ['a client without a proxy', '203.0.113.5', null, '203.0.113.5'],
  ['an untrusted client that forges the header', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['a client behind a trusted proxy', '10.1.1.1', '203.0.113.5', '203.0.113.5'],
  ['a client that forges hops', '10.1.1.1', '198.51.100.1, 203.0.113.5', '203.0.113.5'],
  ['a chain of trusted proxies', '127.0.0.1', '203.0.113.5, 10.2.2.2', '203.0.113.5'],
  ['an IPv6 client', '2001:db8:f::2', '2001:db8:1::7', '2001:db8:1::7'],
  ['an address with a port', '10.1.1.1', '203.0.113.5:4711', '203.0.113.5'],
  ['an IPv6 address in brackets', '10.1.1.1', '[2001:db8:1::7]:4711', '2001:db8:1::7'],
  ['an IPv4 address inside IPv6', '::ffff:10.1.1.1', '::ffff:203.0.113.5', '203.0.113.5'],
  ['the proxy if the last hop is invalid', '10.1.1.1', '203.0.113.5, unknown', '10.1.1.1'],
  ['a proxy that sends an empty header', '10.1.1.1', '', '10.1.1.1'],
])('finds the address of %s', (_, socket, forwarded, expected) => {
  expect(clientOf(socket, forwarded)).toEqual({ address: expected, warnings: [] })
})

test('warns once about X-Forwarded-For when no proxy is trusted', () => {
  const { address, warnings } = clientOf('10.1.1.1', '203.0.113.5', [])
  expect(address).toBe('10.1.1.1')
  expect(warnings).toEqual([expect.stringContaining('HEADROOM_TRUSTED_PROXY')])
})

test('treats each IPv4 address and each IPv6 /64 as one client', () => {
  const same = ['2001:db8:0:1::5', '2001:0DB8:0000:0001:ffff::1', '2001:db8:0:1:0:0:0:9%eth0']
  expect(new Set(same.map(clientNetwork))).toEqual(new Set(['2001:db8:0:1']))
  expect(clientNetwork('2001:db8:0:2::5')).not.toBe(clientNetwork('2001:db8:0:1::5'))
  expect(clientNetwork('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(clientNetwork('unknown')).toBe('unknown')
})

test('treats each IPv4 /24 and each IPv6 /48 as one site', () => {
  const same = ['2001:db8:7:1::5', '2001:0DB8:0007:ffff::1', '2001:db8:7::9%eth0']
  expect(new Set(same.map(clientSite))).toEqual(new Set(['2001:db8:7']))
  expect(clientSite('2001:db8:8::5')).not.toBe(clientSite('2001:db8:7::5'))
  expect(new Set(['192.0.2.1', '::ffff:192.0.2.255'].map(clientSite)).size).toBe(1)
  expect(clientSite('192.0.3.1')).not.toBe(clientSite('192.0.2.1'))
  expect(clientSite('unknown')).toBe('unknown')
})
