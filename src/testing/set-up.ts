import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

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
