/** An element of an SVG. Names are local names in lower case; values contain no character references. */
export type SvgElement = {
  name: string
  attributes: readonly (readonly [name: string, value: string])[]
  children: SvgElement[]
}

/**
 * Cost of an element. A number in an outline costs 1; an element costs more, because browsers create several objects
 * for it.
 */
const elementCost = 20
const maxCost = 10_000 * elementCost
/** Maximum depth of nested elements and references, which browsers process recursively. */
const maxDepth = 100

/** Elements that draw the target of their `href`. */
const drawsTarget = new Set(['use', 'feimage', 'filter', 'pattern', 'tref'])
const animations = new Set(['set', 'animate', 'animatecolor', 'animatemotion', 'animatetransform'])
/** Targets of `url()` that only set colours. */
const gradients = new Set(['lineargradient', 'radialgradient'])
/** Targets of `url()` that may be drawn for each descendant, because these properties are inherited. */
const repeatedTargets = new Set(['marker', 'pattern'])

/** `height` is the number of levels of elements and references below an element. */
type Size = { cost: number; height: number }
const unbounded: Size = { cost: Number.POSITIVE_INFINITY, height: 0 }

/**
 * Returns whether a TV might run out of memory when it draws an SVG. Each level of references to elements multiplies
 * their number, so a file of 1 KB can contain billions of elements. Also returns true if the number has no known limit:
 * references form a cycle, or the selector of a style with a reference is not a class.
 *
 * @param styles text of all style elements
 */
export function isTooComplex(root: SvgElement, styles: string): boolean {
  const byId = indexById(root)
  const findTargets = (reference: string) =>
    fragmentIds(reference).flatMap((id) => byId.get(id) ?? [])
  const findDrawnTargets = (references: readonly string[]) =>
    references.flatMap(findTargets).filter(({ name }) => !gradients.has(name))
  const rules = parseRules(styles, (reference) => findDrawnTargets([reference]).length > 0)
  if (rules === null) return true
  const sizes = new Map<SvgElement, Size>()

  function measure(element: SvgElement, depth: number): Size {
    const known = sizes.get(element)
    if (known !== undefined) return known
    if (depth > maxDepth) return unbounded
    // Until it is measured, an element counts as unbounded, so that cycles are unbounded.
    sizes.set(element, unbounded)
    const size = sizeFrom(element, depth)
    sizes.set(element, size)
    return size
  }

  function sizeFrom(element: SvgElement, depth: number): Size {
    const classes = attributesNamed(element, 'class').join(' ').split(/\s+/)
    const references = [
      ...element.attributes.flatMap(([, value]) => urlReferences(value)),
      ...classes.flatMap((name) => [...(rules?.get(name) ?? [])]),
    ]
    const styleTargets = new Set(findDrawnTargets(references))
    // An animation can apply to any element, so the cost has no limit.
    if (animations.has(element.name) && styleTargets.size > 0) return unbounded
    const drawn = drawsTarget.has(element.name) ? attributesNamed(element, 'href') : []
    let cost = elementCost + countNumbers(element)
    let repeats = 1
    let height = 0
    for (const part of new Set([
      ...element.children,
      ...drawn.flatMap(findTargets),
      ...styleTargets,
    ])) {
      const size = measure(part, depth + 1)
      height = Math.max(height, size.height)
      if (styleTargets.has(part) && repeatedTargets.has(part.name)) repeats += size.cost
      else cost += size.cost
    }
    return height < maxDepth ? { cost: cost * repeats, height: height + 1 } : unbounded
  }

  return measure(root, 0).cost > maxCost
}

/** Returns the elements by ID. A repeated ID refers to its first element in the file, as in browsers. */
function indexById(root: SvgElement): ReadonlyMap<string, SvgElement> {
  const byId = new Map<string, SvgElement>()
  const waiting = [root]
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    for (const id of attributesNamed(element, 'id')) {
      if (!byId.has(id)) byId.set(id, element)
    }
    waiting.push(...element.children.toReversed())
  }
  return byId
}

function attributesNamed({ attributes }: SvgElement, name: string): string[] {
  return attributes.filter(([known]) => known === name).map(([, value]) => value)
}

/** Counts the numbers in the outline of an element. */
function countNumbers(element: SvgElement): number {
  return [...attributesNamed(element, 'd'), ...attributesNamed(element, 'points')]
    .map((outline) => outline.match(/\d+/g)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0)
}

/** Returns the references in the `url()` of a style or of an attribute. */
function urlReferences(style: string): string[] {
  return Array.from(style.matchAll(/url\(\s*["']?([^"')]*)/gi), ([, reference = '']) => reference)
}

/**
 * Returns the IDs that browsers may read from a reference such as `#a`, because some browsers decode percent-encoding.
 */
function fragmentIds(reference: string): string[] {
  const id = reference
    .replaceAll(/[\t\n\r]/g, '')
    .trim()
    .slice(1)
  try {
    return [...new Set([id, decodeURIComponent(id)])]
  } catch {
    return [id]
  }
}

/**
 * Returns the references in the rules of a style sheet, by class. Returns null if `isRelevant` is true for a reference
 * in a rule whose selector is not a list of classes.
 */
function parseRules(
  styles: string,
  isRelevant: (reference: string) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> | null {
  const rules = new Map<string, Set<string>>()
  const { comments, rest } = splitComments(styles)
  // Text that looks like a comment may be part of a string, so a relevant reference in it counts as too complex.
  if (comments.flatMap(urlReferences).some(isRelevant)) return null
  for (const block of rest.split('}')) {
    const [declarations = '', selectors = '', ...outer] = block.split('{').toReversed()
    if (outer.flatMap(urlReferences).some(isRelevant)) return null
    const references = urlReferences(declarations).filter(isRelevant)
    if (references.length === 0) continue
    for (const selector of selectors.split(',')) {
      const [, name] = /^\s*[\w-]*\.([\w-]+)\s*$/.exec(selector) ?? []
      if (name === undefined) return null
      const known = rules.get(name) ?? new Set()
      for (const reference of references) known.add(reference)
      rules.set(name, known)
    }
  }
  return rules
}

function splitComments(styles: string): { comments: string[]; rest: string } {
  const [start = '', ...parts] = styles.split('/*')
  const divided = parts.map((part) => part.split('*/'))
  const rest = [start, ...divided.map(([, ...after]) => after.join('*/'))].join(' ')
  return { comments: divided.map(([comment = '']) => comment), rest }
}
