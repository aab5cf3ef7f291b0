import '@testing-library/jest-dom/vitest'
import { cleanup, configure, prettyDOM } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// jsdom has a separate Uint8Array, which the gateway's cryptography in this process rejects.
Object.defineProperty(globalThis, 'Uint8Array', {
  value: new TextEncoder().encode('').constructor,
})

// jsdom does not implement secure contexts, but the pages in tests use HTTPS.
Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true })

/** Never reports a size, because jsdom has no layout. */
class ResizeObserverStub implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.defineProperty(globalThis, 'ResizeObserver', {
  value: ResizeObserverStub,
  configurable: true,
  writable: true,
})

// jsdom does not implement popovers. These send the events of programs; tests send those of users.
HTMLElement.prototype.hidePopover = function hidePopover() {
  this.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'closed' }))
}
HTMLElement.prototype.togglePopover = function togglePopover() {
  this.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'open' }))
  return true
}

// On a busy machine, elements can appear late. Only queries that never resolve wait for this timeout, which is slightly
// shorter than the timeout of a test.
configure({ asyncUtilTimeout: 100_000, getElementError: createElementError })

/**
 * Returns the error of a query that found nothing. It prints the page only if its message is read: a query that waits
 * creates an error at every attempt, and printing took a third of the time of these tests.
 */
function createElementError(text: string | null, container: Element) {
  const error = new Error()
  error.name = 'TestingLibraryElementError'
  Object.defineProperty(error, 'message', {
    get: () => [text, prettyDOM(container)].filter(Boolean).join('\n\n'),
    configurable: true,
  })
  return error
}

// Every console error or warning fails the test, including React's, such as those about act().
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    expect.fail(`console.error: ${words.map(String).join(' ')}`)
  })
  vi.spyOn(console, 'warn').mockImplementation((...words: unknown[]) => {
    expect.fail(`console.warn: ${words.map(String).join(' ')}`)
  })
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})
