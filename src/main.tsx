import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { redirectToStartPage } from '#src/app/start-page.ts'
import { App } from '#src/app/app.tsx'
import { loadFirstScreen } from '#src/app/first-screen.ts'
import { createQueryClient } from '#src/app/query-client.ts'
import '#src/app/styles.css'

redirectToStartPage()
const client = createQueryClient()
await loadFirstScreen(client)
createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
)
