import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// jsdom has its own Uint8Array, which the gateway's cryptography in the same process rejects.
Object.defineProperty(globalThis, 'Uint8Array', {
  value: new TextEncoder().encode('').constructor,
})

// jsdom does not implement secure contexts; the pages in tests are on HTTPS.
Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true })

/** jsdom has no layout, so no element ever has a size that could change. */
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

// jsdom does not implement popovers. Tests send the event that opens one; this sends the event that closes it.
HTMLElement.prototype.hidePopover = function hidePopover() {
  this.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'closed' }))
}

// On a busy machine, elements may appear late. A query resolves as soon as its element appears; only one that never
// resolves waits for this timeout, which is just below that of a test.
configure({ asyncUtilTimeout: 100_000 })

// Any console error or warning fails the test, including React's own, such as those about act().
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
