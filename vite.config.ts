import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The browser app. The gateway serves what this builds, under a content security policy without `unsafe-`. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    // An inlined asset would be a data: URL, which the content security policy refuses.
    assetsInlineLimit: 0,
    // The polyfill is for browsers older than the ones we support.
    modulePreload: { polyfill: false },
    manifest: true,
    target: 'es2022',
  },
  server: {
    port: 5173,
    // `npm run dev` needs a gateway beside it: `npm start`.
    proxy: { '/api': 'http://localhost:4173' },
  },
})
