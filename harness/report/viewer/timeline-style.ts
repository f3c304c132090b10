/** What the time axis needs besides the page's own style. */
export const TIMELINE_STYLE = '';
