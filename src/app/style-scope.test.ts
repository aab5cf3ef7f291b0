import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// Style sheets of lazy parts load while other parts are on screen. The rules for a class that two parts use would apply
// to both parts.

const root = new URL('..', import.meta.url)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const styleSheets = files.filter((path) => /^(board|display-app|features)\/.*\.css$/.test(path))
const components = files.filter((path) => /(?<!\.test)\.tsx$/.test(path))

/** Returns the folder that owns a style sheet: `board`, `display-app` or a feature. */
function ownerOf(path: string): string {
  const [tier = '', feature = ''] = path.split('/')
  return tier === 'features' ? `${tier}/${feature}` : tier
}

function classesIn(styles: string): string[] {
  const selectors = [...styles.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, selector = '']) => selector.trim())
    .filter((selector) => !selector.startsWith('@'))
  return selectors.flatMap((selector) =>
    [...selector.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(([, name = '']) => name),
  )
}

/** Returns the words of the string literals in the `className` attributes of a component. */
function classesUsedBy(component: string): string[] {
  const attributes = component.matchAll(/className=(?:"([^"]*)"|\{([^}]*)\})/g)
  return [...attributes].flatMap(([, text = '', code = '']) => {
    const literals = [...code.matchAll(/['"`]([^'"`]*)['"`]/g)].map(([, literal = '']) => literal)
    return [text, ...literals].flatMap((literal) => literal.split(/\s+/)).filter(Boolean)
  })
}

const owners = new Map<string, Set<string>>()
for (const path of styleSheets) {
  for (const name of classesIn(read(path))) {
    owners.set(name, (owners.get(name) ?? new Set()).add(ownerOf(path)))
  }
}

test('only one part of the app styles each class', () => {
  const utilities = [...read('app/styles.css').matchAll(/@utility ([\w-]+)/g)].map(
    ([, name = '']) => name,
  )
  expect(utilities).toContain('totals')
  expect(utilities.filter((name) => owners.has(name))).toEqual([])
  const shared = [...owners].filter(([, parts]) => parts.size > 1).map(([name]) => name)
  expect(shared).toEqual([])
})

test('no component uses a class that another part styles', () => {
  const foreign = components.flatMap((path) =>
    classesUsedBy(read(path))
      .filter((name) => owners.has(name) && !owners.get(name)?.has(ownerOf(path)))
      .map((name) => `${path}: ${name}`),
  )
  expect(foreign).toEqual([])
})
