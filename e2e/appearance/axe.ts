import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

/** The panel of an open room or breakdown on a wide screen. */
export const panel = '[role=dialog]:not([popover])'

/** Axe rules whose result depends on the theme. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * The elements that axe checks in forced-colors mode. Their colours come from the style sheet; axe cannot read colours
 * that the browser forces.
 */
const selected = ':is([aria-pressed=true], [aria-selected=true], [aria-current=page])'

/**
 * Asserts that axe reports no violations. Axe's legacy mode is faster, and sufficient on pages without iframes.
 *
 * @param part selector of the part to check; without it, the whole page is checked
 * @param rules IDs of the rules to check; without them, all rules are checked
 */
export async function expectNoFindings(page: Page, where: string, part?: string, rules?: string[]) {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    // WCAG 2.5.8 is off by default.
    ...(rules ? {} : { rules: { 'target-size': { enabled: true } } }),
  })
  if (part !== undefined) axe.include(part)
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  )
  expect.soft(findings, where).toEqual([])
}

/** Waits until emulated colours have taken effect. */
const nextFrame = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )

/**
 * Asserts that axe reports no violations in the light and dark themes, or on selected elements in forced-colors mode.
 * Rules that do not depend on colours run in one theme only.
 */
export async function expectNoFindingsInThemes(page: Page, where: string, part?: string) {
  await page.bringToFront()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, forcedColors: 'none' })
    await nextFrame(page)
    const rules = colorScheme === 'light' ? undefined : colourRules
    await expectNoFindings(page, `${where}, ${colorScheme}`, part, rules)
  }
  const forced = `${part ?? ''} ${selected}`
  if (!(await page.locator(forced).first().isVisible())) return
  await page.emulateMedia({ forcedColors: 'active' })
  await nextFrame(page)
  await expectNoFindings(page, `${where}, forced colours`, forced, colourRules)
}
