import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const client = new URL('../dist/client/', import.meta.url)

/** A class name prefix that every bundle with the chart library contains. */
const chartMarker = 'recharts-'

/** @typedef {{ file: string, isEntry?: boolean, imports?: string[], css?: string[] }} Chunk */

/**
 * Returns the scripts that the browser loads for the first route (the entry, its static imports and the classic
 * scripts), the total size of these scripts, the total size of their styles, and all lazy scripts.
 *
 * @returns {{ files: string[], scriptBytes: number, styleBytes: number, holdsCharts: boolean, lazy: { file: string, bytes: number }[] }}
 *   sizes in bytes after gzip -9
 */
export function firstRoute() {
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(read('.vite/manifest.json').toString())
  const chunks = Object.values(manifest)
  /** @type {Set<Chunk>} */
  const closure = new Set(chunks.filter((chunk) => chunk.isEntry))
  for (const chunk of closure) {
    for (const name of chunk.imports ?? []) {
      const imported = manifest[name]
      if (imported) closure.add(imported)
    }
  }
  const classic = [
    ...read('index.html')
      .toString()
      .matchAll(/<script src="\/([\w.-]+)"/g),
  ]
  const files = [
    ...[...closure].map((chunk) => chunk.file),
    ...classic.map(([, file = '']) => file),
  ]
  const styles = [...new Set([...closure].flatMap((chunk) => chunk.css ?? []))]
  const scripts = new Set(chunks.map((chunk) => chunk.file).filter((file) => file.endsWith('.js')))
  return {
    files,
    scriptBytes: sum(files.map(zipped)),
    styleBytes: sum(styles.map(zipped)),
    holdsCharts: files.some((file) => read(file).includes(chartMarker)),
    lazy: [...scripts]
      .filter((file) => !files.includes(file))
      .map((file) => ({ file, bytes: zipped(file) })),
  }
}

/**
 * Returns the size of all scripts of the display app, in bytes after gzip -9.
 *
 * @returns {number}
 */
export function displayScriptBytes() {
  const display = new URL('../dist/display/', import.meta.url)
  const names = readdirSync(display, { recursive: true }).map(String)
  return sum(
    names
      .filter((name) => name.endsWith('.js'))
      .map((name) => gzipSync(readFileSync(new URL(name, display)), { level: 9 }).length),
  )
}

/** @param {string} file */
function zipped(file) {
  return gzipSync(read(file), { level: 9 }).length
}

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, client))
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
