import 'react-dom/client'

// Ends the task that evaluates React, so that the rest of the first script runs in a separate task. A single task would
// block the page for longer on a slow device. The build joins modules in the order of the imports in src/main.tsx.
await new Promise((resolve) => setTimeout(resolve))
