import { expect, test } from 'vitest'
import { maxLogoBytes } from '#src/contract/board.ts'
import { readLogoFile } from './logo-file.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const svg = (content: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`

function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

function jpeg(width: number, height: number): Uint8Array {
  const frame = [0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255]
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, ...frame, ...Array(10).fill(0)])
}

test('recognises PNG and JPEG by their content and reads their size', () => {
  expect(readLogoFile(png(600, 200))).toEqual({ type: 'image/png' })
  expect(readLogoFile(jpeg(600, 200))).toEqual({ type: 'image/jpeg' })
  expect(readLogoFile(png(4_000, 2_000))).toEqual({ problem: 'too-many-pixels' })
  expect(readLogoFile(jpeg(60_000, 200))).toEqual({ problem: 'too-many-pixels' })
  expect(readLogoFile(png(0, 200))).toEqual({ problem: 'not-an-image' })
  expect(readLogoFile(jpeg(600, 200).slice(0, 12))).toEqual({ problem: 'not-an-image' })
})

test('rejects a JPEG that hides its size behind a marker without a length', () => {
  const frame = (side: number) => jpeg(side, side).slice(9)
  // Browsers ignore the marker 01 and the two bytes after it; they are not the length of a segment.
  const start = [0xff, 0xd8, 0xff, 0x01, 0, 2 + frame(1).length]
  const hidden = new Uint8Array([...start, ...frame(60_000), ...frame(1)])
  expect(readLogoFile(hidden)).toEqual({ problem: 'not-an-image' })
})

test('rejects files that are too large or are not images', () => {
  expect(readLogoFile(new Uint8Array(maxLogoBytes + 1))).toEqual({ problem: 'too-large' })
  expect(readLogoFile(utf8('GIF89a'))).toEqual({ problem: 'not-an-image' })
  expect(readLogoFile(new Uint8Array([0xff, 0xfe, 0x3c, 0]))).toEqual({ problem: 'not-an-image' })
})

test.each([
  ['shapes', svg('<path d="M0 0h9v9z" fill="#f00"/>')],
  ['a gradient', svg('<defs><linearGradient id="g"/></defs><g fill="url(#g)"/>')],
  ['a reference to its own parts', svg('<use xlink:href="#a"/><use href="#a"/>')],
  ['its own styles', svg('<style>.a { fill: url("#g") }</style><g class="a"/>')],
  ['styles in CDATA', svg('<style><![CDATA[.a > .b { fill: red }]]></style>')],
  ['text', svg('<text>on &amp; off &#169;</text>')],
  [
    'an XML declaration, a document type and comments',
    `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- <script> -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n${svg('')}`,
  ],
])('accepts an SVG with %s', (_, text) => {
  expect(readLogoFile(utf8(text))).toEqual({ type: 'image/svg+xml' })
})

/** Returns an SVG whose last element draws the first element `factor` to the power of `levels` times. */
function nestedReferences(factor: number, levels: number, reference: (id: string) => string) {
  const groups = Array.from(
    { length: levels },
    (_, level) => `<g id="g${level + 1}">${reference(`g${level}`).repeat(factor)}</g>`,
  )
  return svg(`<path id="g0" d="M0 0h9v9z"/>${groups.join('')}`)
}

const nestedPattern = (level: number) =>
  `<pattern id="p${level}">${`<path fill="url(#p${level - 1})"/>`.repeat(10)}</pattern>`

test.each([
  ['elements that it draws twice', nestedReferences(2, 3, (id) => `<use href="#${id}"/>`)],
  [
    'clip paths set by classes',
    svg(
      `<style>.a,.b{clip-path:url(#c)} path.d{fill:url(#g)} rect{fill:url(#g)}</style><clipPath id="c"><rect/></clipPath><linearGradient id="g"/>${'<g class="a"><g class="b"><path class="d" d="M0 0h9v9z"/></g></g>'.repeat(200)}`,
    ),
  ],
  ['1,000 elements', svg('<path d="M0 0h9v9z"/>'.repeat(1_000))],
])('accepts an SVG with %s', (_, text) => {
  expect(readLogoFile(utf8(text))).toEqual({ type: 'image/svg+xml' })
})

test.each([
  ['nested references', nestedReferences(10, 8, (id) => `<use href="#${id}"/>`)],
  [
    'nested references of two kinds',
    nestedReferences(10, 8, (id) => `<use href="#%67${id.slice(1)}" xlink:href="&#35;${id}"/>`),
  ],
  ['nested masks', nestedReferences(10, 8, (id) => `<g mask="url(#${id})"/>`)],
  ['nested patterns', svg(`${[1, 2, 3, 4, 5, 6].map(nestedPattern).join('')}<pattern id="p0"/>`)],
  [
    'nested references in styles',
    `${nestedReferences(10, 8, (id) => `<g class="${id}"/>`).replace('</svg>', '')}<style>${[0, 1, 2, 3, 4, 5, 6, 7].map((level) => `.g${level}{mask:url("#g${level}")}`).join('')}</style></svg>`,
  ],
  [
    'a pattern that its descendants inherit',
    svg(
      `<pattern id="p">${'<path/>'.repeat(200)}</pattern><g fill="url(#p)">${'<path/>'.repeat(200)}</g>`,
    ),
  ],
  [
    'a marker on each point',
    svg(
      `<marker id="m">${'<path/>'.repeat(200)}</marker><path marker-mid="url(#m)" d="M${'1 1 '.repeat(500)}"/>`,
    ),
  ],
  ['a reference to itself', svg('<g id="a"><use href="#a"/></g>')],
  [
    'an animated reference',
    svg('<mask id="m"/><set attributeName="mask" to="url(#m)" href="#x"/>'),
  ],
  [
    'a reference for all elements',
    svg('<style>:not(.a){mask:url(#m)}</style><mask id="m"><path class="a"/></mask>'),
  ],
  [
    'a reference that looks like a comment',
    svg('<style>.a{x:"/*"}.b{mask:url(#m)}.c{x:"*/"}</style><mask id="m"/>'),
  ],
  ['deep nesting', svg(`${'<g>'.repeat(5_000)}${'</g>'.repeat(5_000)}`)],
  [
    'a long chain of references',
    svg(
      Array.from({ length: 1_000 }, (_, link) => `<use id="u${link}" href="#u${link + 1}"/>`).join(
        '',
      ),
    ),
  ],
  ['15,000 elements', svg('<a/>'.repeat(15_000))],
])('rejects an SVG with %s as too complex', (_, text) => {
  expect(readLogoFile(utf8(text))).toEqual({ problem: 'too-complex' })
})

test.each([
  ['script', svg('<script>alert(1)</script>')],
  ['script', svg('<s:SCRIPT xmlns:s="http://www.w3.org/2000/svg"/>')],
  ['event-handler', svg('', 'onload="alert(1)"')],
  ['event-handler', svg("<g ONCLICK = 'a'/>")],
  ['event-handler', svg('<set attributeName="onclick" to="alert(1)"/>')],
  ['foreign-object', svg('<foreignObject/>')],
  ['foreign-object', svg('<h:img xmlns:h="http://www.w3.org/1999/xhtml"/>')],
  ['external-reference', svg('<image href="https://example.com/a.png"/>')],
  ['external-reference', svg('<image xlink:href="data:image/png;base64,AAAA"/>')],
  ['external-reference', svg('<a href="&#106;avascript:alert(1)"/>')],
  ['external-reference', svg('<animate attributeName="href" to="https://example.com"/>')],
  ['external-reference', svg('<g fill="url( https://example.com/a.svg#g )"/>')],
  ['external-reference', svg('<g style="fill:u&#114;l(//example.com)"/>')],
  ['external-reference', svg('<g style="fill:u\\72l(//example.com)"/>')],
  ['external-reference', svg('<style>@import "a.css";</style>')],
  ['external-reference', svg('<style><![CDATA[a{background:image-set("a.png")}]]></style>')],
  ['external-reference', svg('<style>@im<!-- -->port "a.css";</style>')],
  ['external-reference', svg('<style>a{b:u<![CDATA[rl(//example.com)]]>}</style>')],
  ['external-reference', svg('<style>@im<style></style>port "a.css";</style>')],
  ['external-reference', svg('<style>@&#x0000069;mport "a.css";</style>')],
  ['event-handler', svg('<set attributeName="&#00000111;nload" to="alert(1)"/>')],
  ['external-reference', svg('<a href="#"><set attributeName="&#x0000068;ref" to="x:y"/></a>')],
  ['external-reference', svg('', 'xml:base="https://example.com"')],
  ['external-reference', `<?xml-stylesheet href="a.css"?>${svg('')}`],
  ['unreadable', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`],
  ['unreadable', svg('<text x="&a;"/>')],
  ['unreadable', svg('<text x="&#97"/>')],
  ['unreadable', `<?xml version="1.0" encoding="ISO-2022-JP"?>${svg('')}`],
  ['unreadable', svg('<g>')],
  ['unreadable', svg('<g a=b/>')],
  ['unreadable', `${svg('')}${svg('')}`],
  ['unreadable', '<html><svg/></html>'],
  ['unreadable', '<svg></svg>'],
])('reports the problem “%s” of the SVG %s', (problem, text) => {
  expect(readLogoFile(utf8(text))).toEqual({ problem })
})
