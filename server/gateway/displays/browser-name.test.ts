import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { browserName } from './browser-name.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/126.0.0.0 Safari/537.36`,
    'Chrome 126 on Linux',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.86`,
    'Edge 131 on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari 18 on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18 on iOS',
  ],
  [
    'Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0',
    'Firefox 133 on Android',
  ],
  [
    `Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) ${webkit} 85.0.4183.93/6.5 TV Safari/537.36`,
    'Samsung TV (Tizen)',
  ],
  [
    `Mozilla/5.0 (Web0S; Linux/SmartTV) ${webkit} Chrome/108.0.5359.211 Safari/537.36`,
    'LG TV (webOS)',
  ],
  [`Mozilla/5.0 (Linux; Android 9; AFTKA) ${webkit} Chrome/120.0.0.0 Safari/537.36`, 'Fire TV'],
  ['curl/8.5.0', 'an unknown browser'],
  ['', 'an unknown browser'],
  [undefined, 'an unknown browser'],
])('describes %s as %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})

test('copies only version numbers from the header', () => {
  const parts = fc.constantFrom(
    'Chrome/',
    'Edg/',
    'Tizen',
    'Linux',
    '<b>',
    '\n',
    'Ask Ines',
    '9'.repeat(40),
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 40 }), (made) => {
      const name = browserName(made.join(''))
      expect(name).toMatch(/^[A-Za-z]+[A-Za-z ()\d]*$/)
      expect(name.length).toBeLessThanOrEqual(40)
      expect(name).not.toContain('Ines')
    }),
  )
})
