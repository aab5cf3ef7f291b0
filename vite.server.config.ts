import { defineConfig } from 'vite'

/** Bundles the Node programs and the worker thread; their dependencies stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/server',
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: 'server/main.ts',
        simulator: 'server/simulator/main.ts',
        'check-upstream': 'server/upstream-check/main.ts',
        'answer-worker': 'server/gateway/butlr/answer-worker.ts',
      },
      output: { entryFileNames: '[name].js' },
    },
  },
})
