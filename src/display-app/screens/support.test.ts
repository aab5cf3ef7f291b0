import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { minimumBrowsers } from './minimum-browsers.ts'

const script = readFileSync('public/support.js', 'utf8')

test('the message for outdated browsers names the minimum versions', () => {
  const [chrome, firefox, safari] = minimumBrowsers
  expect(script).toContain(
    `${chrome.name} ${chrome.version}, ${firefox.name} ${firefox.version} or ${safari.name} ${safari.version}`,
  )
})

test('the support script uses no syntax newer than ES5', () => {
  const code = script.replaceAll(/\/\/.*$|\/\*.*?\*\//gm, '')
  expect(code).not.toMatch(/=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.|,\s*\)/)
})
