import { expect, test } from 'vitest'
import { findNewerScript, findNewerStyles } from './display-floor.mjs'

test.each([
  ['a?.b', 'syntax'],
  ['a ??= b', 'syntax'],
  ['class A { #b = 1 }', 'syntax'],
  ['await import("a")', 'syntax'],
  ['1_000', 'syntax'],
  ['[1].toSpliced(0, 1)', 'toSpliced'],
  ['Promise.any([])', 'Promise.any'],
  ['structuredClone(a)', 'structuredClone'],
  ['new WeakRef(a)', 'WeakRef'],
  ['a["randomUUID"]()', 'randomUUID'],
  ['element.replaceChildren()', 'replaceChildren'],
  ['new Intl.ListFormat("en")', 'ListFormat'],
  ['new Intl.DateTimeFormat("en", { timeZoneName: "shortOffset" })', 'shortOffset'],
  ['new Intl.NumberFormat("en", { unitDisplay: "short" })', 'unitDisplay'],
  ['/(?<=a)b/', 'lookbehind'],
])('finds the unsupported feature in the script %s', (code, feature) => {
  expect(findNewerScript(code).join()).toContain(feature)
})

test('accepts an ES2019 script that uses replaced functions', () => {
  const code =
    'try { [1].flatMap((n) => [n]).at(-1) } catch { "a".replaceAll("b", `c`); AbortSignal.any([]) }'
  expect(findNewerScript(code)).toEqual([])
})

test.each([
  ['a{width:1cqmin}', 'container unit'],
  ['a{container-type:size}', 'container query'],
  ['@layer a{b{c:d}}', 'cascade layer'],
  ['a{color:color-mix(in oklab,red,blue)}', 'color-mix'],
  ['a{color:oklch(.5 0 0)}', 'color outside sRGB'],
  ['a{color:light-dark(red,blue)}', 'light-dark'],
  ['a{width:max(1px,2px)}', 'max()'],
  ['a:is(b,c){d:e}', ':is()'],
  ['a:has(b){d:e}', ':has()'],
  ['a:not(.b,.c){d:e}', ':not()'],
  ['a{b:c;&:hover{d:e}}', 'nesting'],
  ['a{display:flex;gap:1px}', 'gap'],
  ['a{inset:0}', 'inset'],
  ['a{aspect-ratio:1}', 'aspect-ratio'],
  ['a{translate:1px}', 'translate'],
  ['a{margin-block:1px}', 'logical property'],
  ['@media (width>=1px){a{b:c}}', 'range'],
  ['a{height:1dvh}', 'viewport'],
  ['a{mask-image:none}', 'mask'],
])('finds the unsupported feature in the style sheet %s', (sheet, feature) => {
  expect(findNewerStyles(sheet).join()).toContain(feature)
})

test('accepts a style sheet that uses only CSS features of 2019', () => {
  const sheet =
    '/* gap: 1px */ a{display:grid;grid-gap:1px;column-gap:1px;transform:translate(1px);grid-template-columns:minmax(0,1fr);-webkit-mask-image:none;mask-image:none;color:#fff8;width:calc(1px*2)} a:not(.b)::before{margin-left:1px}'
  expect(findNewerStyles(sheet)).toEqual([])
})
