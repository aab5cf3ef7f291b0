import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { completes, differenceBetween, embeddedSimulatorUrl, upstreamAddress } from './upstream.ts'

test.each([
  ['https://api.butlr.io', 'https://api.butlr.io/'],
  ['https://api.butlr.io', 'HTTPS://API.Butlr.IO:443'],
  ['https://api.butlr.io', 'https://api.butlr.io.'],
  ['https://proxy.example/butlr', 'https://proxy.example/butlr/'],
  ['https://proxy.example/butlr', 'https://proxy.example:443/x/../butlr///'],
  ['http://localhost:4000', 'http://LOCALHOST:4000/'],
])('%s and %s are one upstream', (one, other) => {
  expect(upstreamAddress(new URL(other))).toBe(upstreamAddress(new URL(one)))
})

test.each([
  ['https://api.butlr.io', 'http://api.butlr.io'],
  ['https://api.butlr.io', 'https://api-dev.butlr.io'],
  ['https://api.butlr.io', 'https://api.butlr.io:8443'],
  ['https://api.butlr.io', 'https://api.butlr.io/prefix'],
  ['https://proxy.example/a', 'https://proxy.example/A'],
  ['http://localhost:4000', 'http://localhost:4001'],
  ['http://localhost:4000', embeddedSimulatorUrl.href],
])('%s and %s are two upstreams', (one, other) => {
  expect(upstreamAddress(new URL(other))).not.toBe(upstreamAddress(new URL(one)))
})

const organisation = fc.option(fc.constantFrom('org_1', 'org_2', 'org_3'))
const upstream = fc.record({
  address: fc.constantFrom('https://a.example', 'https://b.example', 'http://simulator.invalid'),
  organisation,
})

test('an upstream differs by its address, or by an organisation that is known on both sides', () => {
  fc.assert(
    fc.property(upstream, upstream, (owner, current) => {
      const difference = differenceBetween(owner, current)
      if (owner.address !== current.address) {
        expect(difference).toBe(
          owner.address === 'http://simulator.invalid' ? 'simulator' : 'address',
        )
      } else if (owner.organisation === null || current.organisation === null) {
        expect(difference).toBeNull()
      } else {
        expect(difference).toBe(owner.organisation === current.organisation ? null : 'organisation')
      }
      // Taking on what was learned never makes something its own stranger.
      if (completes(current, owner)) expect(difference).toBeNull()
      expect(differenceBetween(current, current)).toBeNull()
    }),
  )
})
