import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { redirectToStartPage } from '#src/app/start-page.ts'
import { App } from '#src/app/app.tsx'
import '#src/app/styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

redirectToStartPage()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
