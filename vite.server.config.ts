import { build, defineConfig, type Plugin } from 'vite'

/**
 * Bundles the function that renders the overview to HTML in the gateway: the app's own components, with React's
 * production build. This HTML does not contain lazy parts, so their imports resolve to an empty module.
 */
function overviewHtml(): Plugin {
  let root = ''
  let outDir = ''
  return {
    name: 'headroom-overview-html',
    configResolved(config) {
      root = config.root
      outDir = config.build.outDir
    },
    async closeBundle() {
      await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'error',
        // Selects React's production build, regardless of NODE_ENV.
        define: { 'process.env.NODE_ENV': '"production"' },
        oxc: { jsx: { runtime: 'automatic', development: false } },
        // wouter depends on a shim for React versions before 18; React 18 and later provide the hook.
        resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
        ssr: { noExternal: true },
        plugins: [withoutLazyParts()],
        build: {
          ssr: 'src/app/first-screen-html.tsx',
          target: 'node20',
          outDir,
          emptyOutDir: false,
          rolldownOptions: {
            output: { entryFileNames: '[name].js', codeSplitting: false },
            onLog(level, log, handle) {
              // React's directives for bundlers have no effect here.
              if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
            },
          },
        },
      })
    },
  }
}

/** Excludes the components that load lazily in the browser. */
function withoutLazyParts(): Plugin {
  return {
    name: 'headroom-without-lazy-parts',
    enforce: 'pre',
    resolveId: (source, _importer, { kind }) =>
      kind === 'dynamic-import' && source.endsWith('.tsx')
        ? { id: 'data:text/javascript,', external: true }
        : null,
  }
}

/** Bundles the Node programs, the worker threads and the history process; their dependencies stay in node_modules. */
export default defineConfig({
  publicDir: false,
  plugins: [overviewHtml()],
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
        'first-screen-worker': 'server/first-screen-worker.ts',
        'history-process': 'server/history/history-process.ts',
      },
      output: { entryFileNames: '[name].js' },
    },
  },
})
