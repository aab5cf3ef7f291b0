import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { redirectToStartPage } from '#src/app/start-page.ts'
import { App } from '#src/app/app.tsx'
import { loadFirstScreen } from '#src/app/first-screen.ts'
import { createQueryClient } from '#src/app/query-client.ts'
import { afterFirstPaint } from '#src/lib/first-paint.ts'
import '#src/app/styles.css'

redirectToStartPage()
const client = createQueryClient()
await loadFirstScreen(client)
createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
)

await afterFirstPaint()
// Sheets with a media attribute (index.html) would delay the script; the build gives their links a rel without effect.
for (const link of document.querySelectorAll<HTMLLinkElement>('[rel=deferred-stylesheet]'))
  link.rel = 'stylesheet'
