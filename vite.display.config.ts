import react from '@vitejs/plugin-react'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, defineConfig, type Plugin, type UserConfig } from 'vite'
import { commonBuild, inlinedMessages } from './config/build/build-options.ts'
import { finishBuild } from './config/build/finish-build.ts'
import { fixedColors } from './config/build/fixed-colors.ts'
import { messages, messagesFolder, sourceLanguage } from './config/build/languages.ts'

/** The oldest browsers that show a board; keep in sync with src/display-app/screens/minimum-browsers.ts. */
const target = ['chrome76', 'firefox78', 'safari14']

/**
 * Replaces React with Preact: React alone would be two thirds of the script, and old TVs have little memory and slow
 * processors. Tests and the app for staff render the same components with React.
 */
const smallReact = [
  { find: 'react/jsx-runtime', replacement: import.meta.resolve('preact/jsx-runtime') },
  { find: 'react-dom/client', replacement: import.meta.resolve('preact/compat/client') },
  { find: /^react(-dom)?$/, replacement: import.meta.resolve('preact/compat') },
].map(({ find, replacement }) => ({ find, replacement: fileURLToPath(replacement) }))

/** Writes the notice for older browsers into the page: static HTML, because they cannot run the display's script. */
function oldBrowserNotice(language: string): Plugin {
  return {
    name: 'headroom-old-browser-notice',
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        const notice = readFileSync(join(messagesFolder, language, 'old-browser.html'), 'utf8')
        return html.replace(/<!-- src\/messages\/<language>\/old-browser\.html -->/, notice)
      },
    },
  }
}

/**
 * Builds the display app in one language, as one script and one style sheet. It is separate from the app for staff,
 * because TVs have older browsers, and because a release that changes only the app must not reload displays.
 */
function displayConfig(language: string, finishing: Plugin[]): UserConfig {
  const isFirst = language === sourceLanguage
  return {
    base: '/display/',
    plugins: [
      react(),
      messages(language, 'display.html'),
      oldBrowserNotice(language),
      fixedColors(),
      ...finishing,
    ],
    resolve: { alias: smallReact },
    publicDir: isFirst ? 'public-display' : false,
    build: {
      outDir: 'dist/display',
      emptyOutDir: isFirst,
      ...commonBuild,
      cssCodeSplit: false,
      target,
      rolldownOptions: {
        input: 'display.html',
        optimization: inlinedMessages,
        output: { codeSplitting: false },
      },
    },
  }
}

export default defineConfig(
  displayConfig(sourceLanguage, [
    finishBuild((language) => build({ configFile: false, ...displayConfig(language, []) })),
  ]),
)
