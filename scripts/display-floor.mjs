import { parse } from 'acorn'

/** @param {string} text words separated by white space */
const words = (text) => new Set(text.trim().split(/\s+/))

/**
 * The newest ECMAScript edition whose syntax the oldest supported browsers of displays (Chromium 76, Firefox 78 and
 * Safari 14) fully understand.
 */
const ecmaVersion = 2019

/** Functions, properties and globals that at least one of these browsers lacks. Some names include their object. */
const newerNames = words(`
  at findLast findLastIndex toReversed toSorted toSpliced fromAsync replaceAll isWellFormed toWellFormed
  hasOwn groupBy withResolvers union intersection symmetricDifference isSubsetOf isSupersetOf WeakRef
  FinalizationRegistry AggregateError structuredClone reportError CompressionStream DecompressionStream
  requestIdleCallback captureStackTrace AbortSignal.any AbortSignal.timeout Promise.any throwIfAborted
  DisplayNames ListFormat Segmenter DurationFormat supportedValuesOf formatRange formatRangeToParts canParse
  randomUUID userAgentData replaceChildren moveBefore checkVisibility showPopover togglePopover
  startViewTransition adoptedStyleSheets requestSubmit isInputPending wakeLock inert onscrollend navigation
  elementInternals setHTMLUnsafe PerformanceNavigationTiming timeOrigin
`)

/** Names that src/display-app/replacements.ts defines. */
const replacedNames = words(`
  at findLast findLastIndex toReversed toSorted replaceAll hasOwn AbortSignal.any AbortSignal.timeout
  timeOrigin
`)

/** Names that Headroom and Preact use only after feature detection. */
const detectedNames = new Set(['Segmenter', 'wakeLock', 'moveBefore'])

/** Keys of `Intl` options that at least one of the browsers ignores or rejects. */
const newerOptions = words(`
  unitDisplay compactDisplay signDisplay roundingMode roundingPriority fractionalSecondDigits dayPeriod
  trailingZeroDisplay currencySign
`)
/** Values of `Intl` options that at least one of the browsers ignores or rejects. */
const newerValues = new Set(['longOffset', 'shortOffset', 'longGeneric', 'shortGeneric', 'min2'])

/**
 * CSS features that at least one of the browsers lacks.
 *
 * @type {[feature: string, pattern: RegExp][]}
 */
const newerCss = [
  ['container query', /@container|[;{\s]container(?:-type|-name)?\s*:/],
  ['container unit', /[\d.]cq(?:w|h|i|b|min|max)\b/],
  ['cascade layer', /@layer\b/],
  ['@property, @scope or @starting-style', /@(?:property|scope|starting-style)\b/],
  ['color-mix()', /color-mix\(/],
  ['light-dark()', /light-dark\(/],
  ['color outside sRGB', /\b(?:ok)?l(?:ch|ab)\(|\bhwb\(|\bcolor\(/],
  ['min(), max() or clamp()', /[^\w-](?:min|max|clamp)\(/],
  ['mathematical function', /[^\w-](?:sin|cos|tan|atan2|pow|sqrt|hypot|round|mod|rem|abs|sign)\(/],
  [':is(), :where() or :has()', /:(?:is|where|has)\(/],
  [':not() with a list', /:not\([^)]*,/],
  [':focus-visible', /:focus-visible/],
  ['nesting', /&/],
  ['gap, which flex containers do not support (use grid-gap or margins)', /[;{\s](?:row-)?gap\s*:/],
  ['inset', /[;{\s]inset(?:-\w+)*\s*:/],
  ['aspect-ratio', /aspect-ratio\s*:/],
  ['translate, rotate or scale', /[;{\s](?:translate|rotate|scale)\s*:/],
  ['logical property', /[;{\s](?:margin|padding|border)-(?:inline|block)(?:-\w+)*\s*:/],
  ['overflow-wrap: anywhere', /overflow-wrap\s*:\s*anywhere/],
  ['text-wrap', /[;{\s]text-wrap\s*:/],
  ['content-visibility', /content-visibility|contain-intrinsic/],
  ['color-scheme or accent-color', /[;{\s](?:color-scheme|accent-color)\s*:/],
  ['range in a media query', /@media[^{]*[<>]/],
  ['unit of the small, large or dynamic viewport', /[\d.][sld]v(?:w|h|i|b|min|max)\b/],
  ['unit lh, rlh or cap', /[\d.](?:r?lh|cap)\b/],
  ['metrics of a fallback font', /(?<!text-)size-adjust|(?:ascent|descent|line-gap)-override/],
  [
    'mask without -webkit-',
    /(?<!-webkit-)mask(?:-image)?\s*:(?![^{}]*-webkit-mask)(?<!-webkit-mask[^{}]*)/,
  ],
]

/**
 * Returns the features in a style sheet that Chromium 76, Firefox 78 or Safari 14 lacks, each with the text that uses
 * it.
 *
 * @param {string} sheet
 * @returns {string[]}
 */
export function findNewerStyles(sheet) {
  const code = sheet.replaceAll(/\/\*.*?\*\//gs, '')
  return newerCss.flatMap(([feature, pattern]) => {
    const found = pattern.exec(code)
    if (found === null) return []
    return [`${feature}: ${code.slice(found.index, found.index + 60).trim()}`]
  })
}

/**
 * Returns the features in a script that Chromium 76, Firefox 78 or Safari 14 lacks.
 *
 * @param {string} code
 * @returns {string[]}
 */
export function findNewerScript(code) {
  /** @type {Set<string>} */
  const found = new Set()
  try {
    visit(parse(code, { ecmaVersion, sourceType: 'module' }), found)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const at = 'pos' in error ? Number(error.pos) : 0
    return [`syntax: ${code.slice(at, at + 60)}`]
  }
  return [...found].filter((name) => !replacedNames.has(name) && !detectedNames.has(name))
}

/**
 * Adds the newer features of a syntax tree to `found`.
 *
 * @param {unknown} tree
 * @param {Set<string>} found
 */
function visit(tree, found) {
  if (tree === null || typeof tree !== 'object') return
  if ('type' in tree) for (const name of newerFeatures(tree)) found.add(name)
  for (const part of Object.values(tree)) visit(part, found)
}

/**
 * @param {any} node an ESTree node
 * @returns {string[]}
 */
function newerFeatures(node) {
  switch (node.type) {
    case 'MemberExpression': {
      const name = String(node.computed ? node.property.value : node.property.name)
      return [name, `${node.object.name}.${name}`].filter((one) => newerNames.has(one))
    }
    case 'Identifier':
      // The build shortens local names, so a name in `newerGlobals` refers to a global.
      return newerGlobals.has(node.name) ? [node.name] : []
    case 'Property':
      return newerOptions.has(node.key.name) ? [`option ${node.key.name}`] : []
    case 'Literal':
      if (node.regex && /\(\?<[=!]/.test(node.regex.pattern)) return ['lookbehind assertion']
      return newerValues.has(node.value) ? [`option ${node.value}`] : []
    default:
      return []
  }
}

const newerGlobals = new Set(
  [...newerNames].filter((name) =>
    /^[A-Z]\w+$|^structuredClone$|^reportError$|^requestIdleC/.test(name),
  ),
)
