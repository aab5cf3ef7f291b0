import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { minimumBrowsers } from './minimum-browsers.ts'

const script = readFileSync('public/support.js', 'utf8')

test('what an old browser is told names the versions that are needed', () => {
  const [chrome, firefox, safari] = minimumBrowsers
  expect(script).toContain(
    `${chrome.name} ${chrome.version}, ${firefox.name} ${firefox.version} or ${safari.name} ${safari.version}`,
  )
})

test('the script that tells it can be read by browsers of 2012', () => {
  const code = script.replaceAll(/\/\/.*$|\/\*.*?\*\//gm, '')
  expect(code).not.toMatch(/=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.|,\s*\)/)
})
