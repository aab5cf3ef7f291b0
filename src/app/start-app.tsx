import { startTransition, StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { afterFirstPaint } from '#src/lib/first-paint.ts'
import { App } from './app.tsx'
import { loadFirstScreen } from './first-screen.ts'
import { createQueryClient } from './query-client.ts'
import { redirectToStartPage } from './start-page.ts'

/**
 * Starts the app: hydrates the gateway's HTML if the cache has the data that the HTML shows, otherwise renders the
 * page.
 */
export async function startApp(): Promise<void> {
  redirectToStartPage()
  const client = createQueryClient()
  const root = document.getElementById('root') ?? document.body
  const renderedAt = location.search ? 0 : Number(root.dataset['at'])
  const isRendered = await loadFirstScreen(client, renderedAt)
  // Tells public/support.js that the app updates the page from now on.
  delete root.dataset['at']
  const app = (
    <StrictMode>
      <App client={client} renderedAt={isRendered ? renderedAt : null} />
    </StrictMode>
  )
  // `startTransition` divides the work into short tasks.
  if (isRendered) startTransition(() => void hydrateRoot(root, app))
  else createRoot(root).render(app)

  await afterFirstPaint()
  // Loads the style sheets that have a media attribute (index.html); loading them earlier would have delayed the
  // script. The build gives their links a rel value that browsers ignore.
  for (const link of document.querySelectorAll<HTMLLinkElement>('[rel=deferred-stylesheet]'))
    link.rel = 'stylesheet'
}
