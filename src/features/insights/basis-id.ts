/** ID of the section that states what the page is based on. */
export const basisSectionId = 'insights-basis'
