import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Vitest leaves one core idle by default, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'pure',
          environment: 'node',
          // Files share their modules, which halves the time. A test must not depend on the state of a module.
          isolate: false,
          unstubGlobals: true,
          restoreMocks: true,
          // Long timeouts allow for a machine that is busy with other work.
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 60_000 } },
          include: [
            'server/**/*.test.ts',
            'src/**/*.test.ts',
            'config/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'screen',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/set-up.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
})
