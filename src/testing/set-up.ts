import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// jsdom has a Uint8Array of its own, which the cryptography of the gateway in the same process refuses.
Object.defineProperty(globalThis, 'Uint8Array', {
  value: new TextEncoder().encode('').constructor,
})

// jsdom knows no secure contexts; the pages of the tests are on HTTPS.
Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true })

// Machines are shared: what is awaited may take its time, and is there as soon as it is there. Only what never comes
// waits for the deadline, which is the test's own.
configure({ asyncUtilTimeout: 100_000 })

// A noisy console is a defect: React's warnings, act() warnings and our own mistakes all surface here.
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
