import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

export const messagesFolder = fileURLToPath(new URL('../../src/messages', import.meta.url))
/** The language to which package.json resolves `#messages/*`, for type checks, tests and the first build. */
export const sourceLanguage = 'en'
/** All other languages that have a folder in src/messages. */
export const otherLanguages = readdirSync(messagesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== sourceLanguage)
  .map(({ name }) => name)

/**
 * Resolves `#messages/…` to the messages of a language, and sets the `lang` of the page. Names the page `index.html`,
 * or `index.<language>.html` for any language but the source language.
 *
 * @param page the page's file, relative to the project
 */
export function messages(language: string, page: string): Plugin {
  return {
    name: 'headroom-messages',
    enforce: 'pre',
    resolveId(source) {
      const name = /^#messages\/(.+)$/.exec(source)?.[1]
      if (name === undefined || language === sourceLanguage) return null
      return join(messagesFolder, language, name)
    },
    transformIndexHtml: (html) => html.replace('<html lang="en"', `<html lang="${language}"`),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const file = bundle[page]
        if (!file) return
        file.fileName = language === sourceLanguage ? 'index.html' : `index.${language}.html`
      },
    },
  }
}
