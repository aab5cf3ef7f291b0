import 'react-dom/client'

// Ends the task in which React is evaluated, so that the rest of the first script runs in a separate task: on a slow
// device, one task would block the page for longer. The build joins the modules in the order of the imports of
// src/main.tsx.
await new Promise((resolve) => setTimeout(resolve))
