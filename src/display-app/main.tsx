// Imported first, because other modules use these functions as soon as they load.
import './replacements.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DisplayRoutes } from './screens/display-app.tsx'
import '#src/components/ui/colors.css'
import './reset.css'

// public-display/support.js replaces the root with a notice in browsers that are too old.
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <DisplayRoutes />
    </StrictMode>,
  )
}
