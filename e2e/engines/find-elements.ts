import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as testingLibrary from '@testing-library/dom'

declare global {
  // Both are set by the script from `findElementsScript`.
  var TestingLibraryDom: typeof testingLibrary
  var findElements: (path: ElementPath) => HTMLElement[]
}

/** An accessible name in JSON: the whole name, or the source of a regular expression. */
type Name = string | { pattern: string }

type ElementStep = { role: string; name?: Name } | { label: string }

/** A path to elements by role, name or label. Each step searches inside the elements from the previous step. */
export type ElementPath = readonly ElementStep[]

/** Returns a step that finds elements by ARIA role and accessible name. A string must match the whole name. */
export function byRole(role: string, name?: string | RegExp): ElementStep {
  if (name === undefined) return { role }
  return { role, name: typeof name === 'string' ? name : { pattern: name.source } }
}

/** Returns a step that finds form fields by label, because password fields have no role. */
export function byLabel(label: string): ElementStep {
  return { label }
}

export function describePath(path: ElementPath): string {
  return path
    .map((step) => {
      if ('label' in step) return `the field labelled “${step.label}”`
      if (step.name === undefined) return step.role
      return `${step.role} ${typeof step.name === 'string' ? `“${step.name}”` : `/${step.name.pattern}/`}`
    })
    .join(' > ')
}

/** Finds elements with Testing Library, so that all engines use the same rules. Runs in the page. */
function findInPage(path: ElementPath): HTMLElement[] {
  const { queryAllByLabelText, queryAllByRole } = globalThis.TestingLibraryDom
  const search = (scope: HTMLElement, step: ElementStep): HTMLElement[] => {
    if ('label' in step) return queryAllByLabelText(scope, step.label)
    if (step.name === undefined) return queryAllByRole(scope, step.role)
    const name = typeof step.name === 'string' ? step.name : new RegExp(step.name.pattern)
    return queryAllByRole(scope, step.role, { name })
  }
  return path.reduce<HTMLElement[]>(
    (scopes, step) => scopes.flatMap((scope) => search(scope, step)),
    [document.body],
  )
}

/**
 * Scrolls to the first element at a path and returns a point where it can be clicked, or null if there is none.
 * Requires `findElements`. Runs in the page.
 */
export function findClickPoint(path: ElementPath): { x: number; y: number } | null {
  const [element] = globalThis.findElements(path)
  if (!element) return null
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  // Firefox reports too large a box for a group that contains another SVG, so the children are also tried.
  for (const part of [element, ...element.children]) {
    const { left, top, width, height } = part.getBoundingClientRect()
    const point = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) }
    if (element.contains(document.elementFromPoint(point.x, point.y))) return point
  }
  return null
}

/** Returns a script that defines `findElements`. */
export function findElementsScript(): string {
  const library = createRequire(import.meta.url).resolve(
    '@testing-library/dom/dist/@testing-library/dom.umd.min.js',
  )
  return `${readFileSync(library, 'utf8')};globalThis.findElements = ${findInPage.toString()}`
}
