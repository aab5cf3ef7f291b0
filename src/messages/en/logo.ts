/** Why a file cannot be the logo of a board, for the editor and for responses from the gateway. */
import type { LogoProblem } from '#src/domain/logo/logo-file.ts'

export const logoProblems: Record<LogoProblem, string> = {
  'too-large': 'Choose a file of up to 64 KB.',
  'not-an-image': 'Choose a PNG, JPEG or SVG file.',
  'too-many-pixels': 'Choose an image with up to 4 million pixels, such as 2,000 × 2,000.',
  script: 'This SVG contains a script. Choose a file without one.',
  'event-handler': 'This SVG contains event handlers. Choose a file without them.',
  'external-reference':
    'This SVG refers to other files, images or links. Choose a file that contains only its own shapes.',
  'foreign-object': 'This SVG contains HTML (foreignObject). Choose a file without it.',
  'too-complex': 'This SVG is too complex for a TV. Simplify it, or choose a PNG file.',
  unreadable: 'This SVG can’t be checked. Export it again as plain SVG, or choose a PNG file.',
}
