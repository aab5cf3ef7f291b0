import { defineConfig } from 'vitest/config'

/** `npm run soak`: simulates a display that runs for months, in minutes. It is not part of `npm test`. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/testing/soak/*.soak.ts'],
    testTimeout: 15 * 60_000,
    pool: 'forks',
    execArgv: ['--expose-gc'],
    fileParallelism: false,
  },
})
