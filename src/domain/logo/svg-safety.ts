import { isTooComplex, type SvgElement } from './svg-complexity.ts'

/**
 * Content of an SVG that a logo must not have. `unreadable`: its markup cannot be checked. `too-complex`: a TV might not
 * be able to draw it.
 */
export type SvgProblem =
  | 'script'
  | 'event-handler'
  | 'external-reference'
  | 'foreign-object'
  | 'unreadable'
  | 'too-complex'

const scriptElements = new Set(['script', 'handler', 'listener'])
const foreignElements = new Set(['foreignobject', 'iframe', 'object', 'embed', 'audio', 'video'])
const svgNamespace = 'http://www.w3.org/2000/svg'
const htmlNamespace = 'http://www.w3.org/1999/xhtml'

/** Matches a start tag. Group 1 is the name, group 2 the attributes, and group 3 a slash if the element is empty. */
const startTag =
  /<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const endTag = /<\/([A-Za-z_][\w.:-]*)\s*>/y
const attributePattern = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Markup other than elements: its start, its end, and the check of its content. */
const otherMarkup: readonly [
  start: string,
  end: string,
  check: (text: string) => SvgProblem | null,
][] = [
  ['<!--', '-->', () => null],
  ['<![CDATA[', ']]>', findStyleProblem],
  ['<?', '?>', findInstructionProblem],
  // An internal subset may declare entities, which could hide anything.
  ['<!DOCTYPE', '>', (text) => (text.includes('[') ? 'unreadable' : null)],
]

/**
 * Returns the first reason why an SVG is not a safe logo, or null if there is none. Browsers run no scripts in images,
 * but the file may also be opened as a page. Accepts only markup that all XML parsers read in the same way.
 */
export function findSvgProblem(text: string): SvgProblem | null {
  const open: { name: string; element: SvgElement }[] = []
  let root: SvgElement | null = null
  /** The text of all style elements: comments and elements divide the text, but browsers read it as one style sheet. */
  let styles = ''
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('<', at)
    const content = text.slice(at, next === -1 ? text.length : next)
    const parent = open.at(-1)?.name
    const problem = findTextProblem(content, parent)
    if (problem !== null) return problem
    const isStyle = localName(parent ?? '') === 'style'
    if (isStyle) styles += decodeReferences(content) ?? ''
    if (next === -1) break
    const other = otherMarkup.find(([start]) => text.startsWith(start, next))
    if (other) {
      const [start, end, check] = other
      const until = text.indexOf(end, next + start.length)
      if (until === -1) return 'unreadable'
      const inner = text.slice(next + start.length, until)
      const found = check(inner)
      if (found !== null) return found
      if (isStyle && start === '<![CDATA[') styles += inner
      at = until + end.length
      continue
    }
    endTag.lastIndex = next
    const ended = endTag.exec(text)
    if (ended) {
      if (open.pop()?.name !== ended[1]) return 'unreadable'
      at = endTag.lastIndex
      continue
    }
    startTag.lastIndex = next
    const [, name = '', attributes = '', slash = ''] = startTag.exec(text) ?? []
    if (name === '' || (open.length === 0 && root !== null)) return 'unreadable'
    const parsed = parseAttributes(attributes)
    const found = findElementProblem(name, parsed, root === null)
    if (found !== null) return found
    const element = toSvgElement(name, parsed)
    root ??= element
    open.at(-1)?.element.children.push(element)
    if (slash === '') open.push({ name, element })
    at = startTag.lastIndex
  }
  if (open.length > 0 || root === null) return 'unreadable'
  return findStyleProblem(styles) ?? (isTooComplex(root, styles) ? 'too-complex' : null)
}

function toSvgElement(
  name: string,
  attributes: readonly [name: string, value: string][],
): SvgElement {
  return {
    name: localName(name),
    attributes: attributes.map(
      ([attribute, value]) => [localName(attribute), decodeReferences(value) ?? ''] as const,
    ),
    children: [],
  }
}

function parseAttributes(text: string): [name: string, value: string][] {
  return Array.from(text.matchAll(attributePattern), ([, name = '', double, single]) => [
    name,
    double ?? single ?? '',
  ])
}

function findElementProblem(
  name: string,
  attributes: readonly [name: string, value: string][],
  isRoot: boolean,
): SvgProblem | null {
  const element = localName(name)
  if (scriptElements.has(element)) return 'script'
  if (foreignElements.has(element)) return 'foreign-object'
  if (isRoot && !(name === 'svg' && attributes.some(isSvgDeclaration))) return 'unreadable'
  for (const [attribute, value] of attributes) {
    const problem = findAttributeProblem(attribute, value)
    if (problem !== null) return problem
  }
  return null
}

function isSvgDeclaration([name, value]: readonly [string, string]): boolean {
  return name === 'xmlns' && value === svgNamespace
}

function findAttributeProblem(name: string, written: string): SvgProblem | null {
  const value = decodeReferences(written)
  if (value === null) return 'unreadable'
  const attribute = localName(name)
  if (attribute.startsWith('on')) return 'event-handler'
  if (name === 'xmlns' || name.startsWith('xmlns:')) {
    return value === htmlNamespace ? 'foreign-object' : null
  }
  if (attribute === 'href' || attribute === 'src') {
    return value.trim().startsWith('#') ? null : 'external-reference'
  }
  if (attribute === 'base') return 'external-reference'
  // An animation could set a link or an event handler, so the attribute that it names is checked too.
  if (attribute === 'attributename') return findAttributeProblem(value.trim(), 'animated')
  return findStyleProblem(value)
}

function findTextProblem(text: string, parent: string | undefined): SvgProblem | null {
  if (parent === undefined) return text.trim().replace('\ufeff', '') === '' ? null : 'unreadable'
  if (localName(parent) !== 'style') return null
  const style = decodeReferences(text)
  return style === null ? 'unreadable' : findStyleProblem(style)
}

/**
 * Returns a problem if a style refers to another file or contains escapes, which could hide such a reference. Otherwise
 * returns null.
 */
function findStyleProblem(style: string): SvgProblem | null {
  const isLocal =
    (style.match(/url\(/gi) ?? []).length === (style.match(/url\(\s*['"]?#/gi) ?? []).length
  const isHidden = /@import|image-set\(|\bsrc\(|\\/i.test(style)
  return isLocal && !isHidden ? null : 'external-reference'
}

function findInstructionProblem(text: string): SvgProblem | null {
  if (!/^xml\s/.test(text)) return 'external-reference'
  const [, encoding = 'utf-8'] = /encoding\s*=\s*["']([^"']*)["']/.exec(text) ?? []
  return /^(utf-8|us-ascii)$/i.test(encoding) ? null : 'unreadable'
}

const namedReferences: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** Replaces character references; returns null if the text contains other references. */
function decodeReferences(text: string): string | null {
  let isKnown = true
  const decoded = text.replace(/&(?:#x([\da-f]+);|#(\d+);|(\w+);)?/gi, (_, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const value = name === undefined ? characterFrom(code) : namedReferences[name]
    isKnown &&= value !== undefined
    return value ?? ''
  })
  return isKnown ? decoded : null
}

function characterFrom(code: number): string | undefined {
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined
}

/** Returns the name of an element or attribute without its prefix, in lower case. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
