import { expect, test } from 'vitest'
import { checkBrowser } from './minimum-browsers.ts'

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    true,
  ],
  [
    'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/68.0.3440.106 Safari/537.36',
    false,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0', true],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1 Safari/605.1.15',
    false,
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15',
    true,
  ],
])('decides whether the browser with user agent “%s” is supported: %s', (userAgent, ok) => {
  expect(checkBrowser(userAgent).ok).toBe(ok)
})

test('names an outdated browser and the version that is required', () => {
  expect(checkBrowser('Chrome/68.0.3440.106 Safari/537.36').message).toBe(
    'Chrome 68 (76 or later required)',
  )
})
