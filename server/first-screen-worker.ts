import { parentPort } from 'node:worker_threads'
import type {
  RenderRequest,
  RenderReply,
} from '#server/gateway/first-screen/first-screen-renderer.ts'

// Entry point of the worker thread of `createFirstScreenRenderer`: receives API responses and returns the overview's
// HTML.

type Renderer = {
  renderFirstScreen: (texts: RenderRequest['texts'], at: number) => Promise<string | null>
}

/** The build of src/app/first-screen-html.tsx (vite.server.config.ts). */
const built: Promise<Renderer> = import(new URL('./first-screen-html.js', import.meta.url).href)

parentPort?.on('message', (request: RenderRequest) => {
  void render(request).then((reply) => parentPort?.postMessage(reply, []))
})

async function render({ id, texts, at }: RenderRequest): Promise<RenderReply> {
  try {
    const { renderFirstScreen } = await built
    return { id, html: await renderFirstScreen(texts, at) }
  } catch (error) {
    return { id, error: String(error) }
  }
}
