// Imported first, because other modules use these functions as soon as they load.
import './replacements.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DisplayRoutes } from './screens/display-app.tsx'
import '#src/components/ui/colors.css'
import './reset.css'

// public-display/support.js removes the root in browsers that are too old, and shows a notice.
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <DisplayRoutes />
    </StrictMode>,
  )
}
